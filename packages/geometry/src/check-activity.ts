import { fail } from "@exampledon/core";
import type { ActivityParams } from "./params.ts";

/**
 * Refuses parameters that are in range one by one but contradict each other.
 * @param dim width of the subspace before it is embedded
 * @throws `bad-param`
 */
export function checkActivity(where: string, params: ActivityParams, dim: number): void {
  const refuse = (problem: string, got: unknown, cure: string): never =>
    fail("bad-param", { where, problem, got, cure });
  const { animals, attributes, activeMin, activeMax, booleans, magnitudeLow, magnitudeHigh, width } = params;
  if (activeMin > activeMax) {
    refuse(`activeMin must be at most activeMax = ${activeMax}`, activeMin, "lower activeMin or raise activeMax");
  }
  if (activeMax > animals) {
    refuse(`activeMax must be at most animals = ${animals}`, activeMax, "lower activeMax or raise animals");
  }
  if (booleans > attributes) {
    refuse(`booleans must be at most attributes = ${attributes}`, booleans, "lower booleans or raise attributes");
  }
  if (magnitudeLow > magnitudeHigh) {
    refuse(`magnitudeLow must be at most magnitudeHigh = ${magnitudeHigh}`, magnitudeLow, "swap the two");
  }
  if (width !== 0 && width < dim) {
    refuse(`width must be 0 or at least ${dim}, the subspace's own`, width, "raise width or set it to 0");
  }
}
