/** `log2 (n choose k)`: the bits that name k of n things whose order does not matter; O(k). */
export function log2Choose(n: number, k: number): number {
  let bits = 0;
  for (let i = 1; i <= k; i++) bits += Math.log2((n - k + i) / i);
  return bits;
}
