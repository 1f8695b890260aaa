import { add, mul, type Node, squaredError } from "@exampledon/compute";
import type { Setup } from "./setup.ts";
import { type FactorNodes, sumOfComponents, transposed } from "./site-factors.ts";

/** The factors of every site; where two sites share one matrix they are the same, turned round. */
export function factorsBySite(
  { sites }: Pick<Setup<unknown>, "sites">,
  arrays: Readonly<Record<string, Node>>,
): ReadonlyMap<string, FactorNodes> {
  const own = (name: string): FactorNodes => ({ read: arrays[`read.${name}`]!, write: arrays[`write.${name}`]! });
  return new Map(
    sites.map(({ name, transposeOf }) => [name, transposeOf === undefined ? own(name) : transposed(own(transposeOf))]),
  );
}

/** `Σ_sites ‖W − Σ_c P_c‖² / N`, N the number of decomposed weights; a shared matrix counts at each of its sites. */
export function faithfulnessOf(
  { sites, weightCount }: Pick<Setup<unknown>, "sites" | "weightCount">,
  arrays: Readonly<Record<string, Node>>,
  weights: ReadonlyMap<string, Node>,
): Node {
  const factors = factorsBySite({ sites }, arrays);
  const parts = sites
    .filter(({ transposeOf }) => transposeOf === undefined)
    .map(({ name }) => {
      const times = 1 + sites.filter(({ transposeOf }) => transposeOf === name).length;
      return mul(squaredError(sumOfComponents(factors.get(name)!), weights.get(name)!), times / weightCount);
    });
  return parts.reduce((total, part) => add(total, part));
}
