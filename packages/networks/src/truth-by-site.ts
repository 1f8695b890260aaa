import { type Matrix, stackRows } from "@exampledon/core";
import type { Mechanism } from "./mechanism.ts";

/**
 * Every site's mechanisms as pairs of rows, parts of higher rank taken apart: what methods that are told the truth start
 * from, a `ParameterInput`'s `truth`.
 */
export function truthBySite(
  mechanisms: readonly Mechanism[],
): Readonly<Record<string, { readonly read: Matrix; readonly write: Matrix }>> {
  const parts = mechanisms.flatMap((mechanism) => mechanism.parts);
  return Object.fromEntries(
    [...new Set(parts.map(({ site }) => site))].map((site) => {
      const own = parts.filter((part) => part.site === site);
      return [
        site,
        { read: stackRows(...own.map(({ read }) => read)), write: stackRows(...own.map(({ write }) => write)) },
      ];
    }),
  );
}
