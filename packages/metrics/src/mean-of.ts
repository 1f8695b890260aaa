/** The mean, computed about the first value, so that equal values have exactly that mean. */
export function meanOf(values: ArrayLike<number>): number {
  const shift = values[0]!;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - shift;
  return shift + sum / values.length;
}
