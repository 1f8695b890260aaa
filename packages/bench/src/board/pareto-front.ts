/** Two costs of one row: less of both is better. */
export type Costs = readonly [number, number];

/**
 * Which points no other point beats: none has at most as much of both costs and less of one. Points equal in both are on
 * the front together; a point with an undefined cost (NaN) is not on it.
 */
export function paretoFront(points: readonly Costs[]): readonly boolean[] {
  return points.map(
    ([a, b]) =>
      !Number.isNaN(a + b) && !points.some(([other, another]) => other <= a && another <= b && other + another < a + b),
  );
}
