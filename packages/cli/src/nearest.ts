import { distance } from "fastest-levenshtein";

/** Letters that may always differ for a name to count as misspelt, as after swapping two. */
const FEW = 2;
/** Share of letters that may differ in longer names. */
const SHARE = 0.4;

/**
 * Up to three candidates that look like `name`: those that contain it, then those a few letters away. A family in front of
 * a slash may be left out, and does not by itself make two names alike.
 */
export function nearest(name: string, candidates: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  return candidates
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      if (wanted.length > 1 && lower.includes(wanted)) return { candidate, apart: 0, near: true };
      const letters = Math.max(tail(wanted).length, tail(lower).length);
      const apart = distance(wanted, wanted.includes("/") ? lower : tail(lower));
      return { candidate, apart, near: apart < letters && apart <= Math.max(FEW, SHARE * letters) };
    })
    .filter(({ near }) => near)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

function tail(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
