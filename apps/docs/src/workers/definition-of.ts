import { type ClaimDefinition, findClaim } from "@exampledon/claims";
import goOn from "../data/go-on.json";

/** The experiment with that id; what only one of them needs is loaded when that one is asked for. @throws `unknown-id` */
export async function definitionOf(id: string): Promise<ClaimDefinition> {
  if (id !== goOn.claim.id) return findClaim(id);
  const [{ goOnDemo }, { recordedStates }] = await Promise.all([
    import("@exampledon/bench/scale"),
    import("../recorded-states.ts"),
  ]);
  return goOnDemo(recordedStates);
}
