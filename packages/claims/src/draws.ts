/** Seeds 0 … count − 1: one seed per independent draw. */
export function seedsUpTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
