import { fail } from "@exampledon/core";

/** First and one past the last column of each part. */
export function rangesOf(parts: readonly number[]): (readonly [number, number])[] {
  let from = 0;
  return parts.map((size) => {
    const range = [from, from + size] as const;
    from += size;
    return range;
  });
}

/** Refuses parts that do not add up to the width. @throws `bad-shape` */
export function checkParts(where: string, parts: readonly number[], dim: number): void {
  if (parts.reduce((sum, size) => sum + size, 0) !== dim) {
    fail("bad-shape", {
      where,
      problem: `parts must add up to ${dim}`,
      got: parts,
      cure: "pass the parts of the source that it was fitted to",
    });
  }
}
