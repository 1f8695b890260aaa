import { fail, type Matrix, matrix, type Rng } from "@exampledon/core";

/** Tries for one group before a layout is given up, and layouts that are begun before it is called impossible. */
const PATIENCE = 2000;
const LAYOUTS = 20;

/**
 * Which neurons each circuit is spread over, `[circuits × neurons]` of 0 and 1: `spread` neurons each, little used ones
 * preferred, any two circuits sharing at most one.
 * @throws `bad-param` when no such layout was found
 */
export function neuronGroups(rng: Rng, circuits: number, neurons: number, spread: number): Matrix {
  for (let layout = 0; spread <= neurons && layout < LAYOUTS; layout++) {
    const groups = place(rng.split(layout), circuits, neurons, spread);
    if (groups.length < circuits) continue;
    const out = matrix(circuits, neurons);
    groups.forEach((group, i) => {
      for (const neuron of group) out.data[i * neurons + neuron] = 1;
    });
    return out;
  }
  fail("bad-param", {
    where: "neuronGroups",
    problem: `${circuits} circuits of ${spread} neurons each could not be placed with at most one in common`,
    got: `${neurons} neurons`,
    cure: "raise neurons, or lower spread or the number of circuits",
  });
}

function place(rng: Rng, circuits: number, neurons: number, spread: number): readonly (readonly number[])[] {
  const uses = new Float64Array(neurons);
  // Which pairs of neurons are together in a group already.
  const taken = new Set<number>();
  const groups: (readonly number[])[] = [];
  for (let tries = 0; groups.length < circuits && tries < PATIENCE; tries++) {
    const order = Array.from(uses, (count, neuron) => ({ neuron, key: count + rng.uniform(0, 4) }));
    order.sort((a, b) => a.key - b.key);
    const group = order.slice(0, spread).map(({ neuron }) => neuron);
    const pairs = group.flatMap((a) => group.filter((b) => b > a).map((b) => a * neurons + b));
    if (pairs.some((pair) => taken.has(pair))) continue;
    for (const pair of pairs) taken.add(pair);
    for (const neuron of group) uses[neuron]!++;
    groups.push(group);
    tries = 0;
  }
  return groups;
}
