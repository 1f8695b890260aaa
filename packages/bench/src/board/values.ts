import type { CellScores } from "./contract.ts";

/** Scores under the names that boards show, `fvu` or `animals.mmcs`; those that are undefined (NaN) are left out. */
export function valuesOf({ groups, ...scores }: CellScores): Readonly<Record<string, number>> {
  const all: [string, number][] = [
    ...Object.entries(scores),
    ...Object.entries(groups).flatMap(([group, found]) =>
      Object.entries(found).map(([name, value]): [string, number] => [`${group}.${name}`, value as number]),
    ),
  ];
  return Object.fromEntries(all.filter(([, value]) => Number.isFinite(value)));
}
