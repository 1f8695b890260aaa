import type { SpeedResult } from "./result.ts";

/** What the steps of one cell are made of, in words. */
export interface ProfileReading {
  readonly cell: string;
  readonly milliseconds: number;
  /** E.g. `40 % between ops; 6 % add`. */
  readonly shares: string;
}

/** Where the time of each step goes. */
export function profileReadings({ steps }: Pick<SpeedResult, "steps">): readonly ProfileReading[] {
  return steps.flatMap(({ id, profile }) => {
    if (!profile) return [];
    const { milliseconds, parts } = profile;
    const shares = parts.map((part) => `${Math.round((100 * part.milliseconds) / milliseconds)} % ${part.name}`);
    return [{ cell: id, milliseconds, shares: shares.join("; ") }];
  });
}

/** Who was not measured and why, with the cells that this is about; none where it is about all. */
export interface AbsenceReading {
  readonly contestant: string;
  readonly reason: string;
  readonly cells: readonly string[];
}

/** What was not measured, one entry for each contestant and reason. */
export function absenceReadings({ missing }: Pick<SpeedResult, "missing">): readonly AbsenceReading[] {
  const groups = new Map<string, { contestant: string; reason: string; cells: string[] }>();
  for (const { contestant, cell, reason } of missing) {
    const brief = reason.replace(/^over budget: .*/, "over budget");
    const key = `${contestant}: ${brief}`;
    const group = groups.get(key) ?? { contestant, reason: brief, cells: [] };
    if (cell !== undefined) group.cells.push(cell);
    groups.set(key, group);
  }
  return [...groups.values()];
}
