import { distance } from "fastest-levenshtein";

/** Largest share of letters that may differ for a name to count as misspelt: two swapped letters of three. */
const NEAR = 2 / 3;

/**
 * Up to three candidates that look like `name`: those that contain it, then those a few letters away. A family in front of
 * a slash may be left out, and does not by itself make two names alike.
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return candidates
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      if (wanted.length > 1 && lower.includes(wanted)) return { candidate, apart: 0 };
      const letters = Math.max(tail(wanted).length, tail(lower).length);
      return { candidate, apart: distance(wanted, wanted.includes("/") ? lower : tail(lower)) / letters };
    })
    .filter(({ apart }) => apart <= NEAR)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function tail(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
