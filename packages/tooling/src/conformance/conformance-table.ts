import type { VitestReport } from "../parts/vitest-report.ts";
import { type Environment, expectedBackends } from "./expected-backends.ts";
import { groupOf } from "./group-of.ts";

/** Checks of one kind on one backend. */
export interface Cell {
  readonly passed: number;
  readonly failed: number;
}

/** What each backend did in each environment, by row of the table. */
export type ConformanceTable = Readonly<Record<Environment, Readonly<Record<string, Readonly<Record<string, Cell>>>>>>;

/** A finished run. */
export interface ConformanceRun {
  readonly table: ConformanceTable;
  /** Why it does not count as passed, one line each: failed checks are not repeated here. */
  readonly problems: readonly string[];
}

const title = "conformance of backend ";

/** Tabulates a vitest report; files end in `.node.ts` or `.chromium.ts`. */
export function tabulate(report: VitestReport): ConformanceRun {
  const table: Record<Environment, Record<string, Record<string, Cell>>> = { node: {}, chromium: {} };
  const met: Record<string, Set<string>> = {};
  for (const { environment, backend, check, passed } of results(report)) {
    const rows = table[environment][backend] ?? {};
    table[environment][backend] = rows;
    const group = groupOf(check);
    const before = rows[group] ?? { passed: 0, failed: 0 };
    rows[group] = { passed: before.passed + Number(passed), failed: before.failed + Number(!passed) };
    const where = `${backend} in ${environment}`;
    met[where] = (met[where] ?? new Set()).add(check);
  }
  return { table, problems: [...missing(table), ...unequal(met)] };
}

function results(report: VitestReport) {
  return report.testResults.flatMap(({ name: file, assertionResults }) => {
    const environment = /\.(node|chromium)\.ts$/.exec(file)?.[1] as Environment | undefined;
    return assertionResults.flatMap(({ ancestorTitles, title: check, status }) => {
      const heading = ancestorTitles.find((text) => text.startsWith(title));
      if (!environment || !heading) return [];
      // A skipped check has not passed.
      return [{ environment, backend: heading.slice(title.length), check, passed: status === "passed" }];
    });
  });
}

function missing(table: ConformanceTable): string[] {
  return (Object.keys(expectedBackends) as Environment[]).flatMap((environment) => {
    const found = Object.keys(table[environment]);
    const expected = expectedBackends[environment];
    return [
      ...expected.filter((name) => !found.includes(name)).map((name) => `${name} did not run in ${environment}`),
      ...found
        .filter((name) => !expected.includes(name))
        .map((name) => `${name} ran in ${environment} unexpectedly; add it to expected-backends.ts`),
    ];
  });
}

/** Every backend must have met the same checks. */
function unequal(names: Readonly<Record<string, ReadonlySet<string>>>): string[] {
  const all = new Set(Object.values(names).flatMap((set) => [...set]));
  return Object.entries(names).flatMap(([where, set]) => {
    const left = [...all].filter((check) => !set.has(check));
    return left.length === 0 ? [] : [`${where} was not checked for ${left.join(", ")}`];
  });
}
