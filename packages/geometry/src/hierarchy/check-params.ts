import { fail } from "@exampledon/core";
import type { HierarchicalParams } from "./params.ts";

/** Refuses parameters that are in range one by one but contradict each other. @throws `bad-param` */
export function checkParams(params: HierarchicalParams): void {
  const refuse = (problem: string, got: unknown, cure: string): never =>
    fail("bad-param", { where: "hierarchical", problem, got, cure });
  const { firing, branching, childProbability, exclusive, minProbability, maxProbability } = params;
  if (minProbability > maxProbability) {
    refuse(`minProbability must be at most maxProbability = ${maxProbability}`, minProbability, "swap the two");
  }
  if (firing === "zipfian") return;
  if (exclusive > 0 && branching * childProbability > 1 + 1e-12) {
    refuse(
      `exclusive children's chances may add up to 1 at most: childProbability ≤ 1/${branching}`,
      childProbability,
      "lower childProbability or branching",
    );
  }
  if (params.correlationRank > 0) {
    refuse("correlations need zipfian firing", params.correlationRank, "set firing to zipfian or correlationRank to 0");
  }
  if (params.compensate) {
    refuse("conditional chances need no compensation", true, "set firing to zipfian or compensate to false");
  }
}
