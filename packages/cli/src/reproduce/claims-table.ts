import type { CheckResult, ClaimDefinition, ClaimResult, Verdict } from "@exampledon/claims";
import { formatMeasured } from "../format.ts";
import type { Colors, Terminal } from "../terminal.ts";
import { type Column, textTable } from "../text-table.ts";
import type { ReproduceReport } from "./reproduce-report.ts";

/** Recorded results of size `full`, by claim id. */
export type RecordedFull = Readonly<Record<string, ClaimResult>>;

const COLUMNS: readonly Column[] = [
  { head: "#" },
  { head: "Claim" },
  { head: "Expected", flex: 4 },
  { head: "Measured", flex: 2 },
  { head: "Check" },
  { head: "Verdict" },
];

/** The table of claims: one row per check, with what was recorded at full size beside it where there is such a record. */
export function claimsTable(
  terminal: Pick<Terminal, "width" | "colors">,
  claims: readonly ClaimDefinition[],
  report: ReproduceReport,
  recorded: RecordedFull,
): string {
  const { colors } = terminal;
  const beside = report.size !== "full" && report.results.some(({ claim }) => recorded[claim]);
  const rows = claims.flatMap((claim) => {
    const result = report.results.find((candidate) => candidate.claim === claim.id);
    const name = [String(claim.number), claim.id];
    if (!result) {
      const failure = report.failures.find((candidate) => candidate.claim === claim.id);
      if (failure) return [[...name, failure.message, "", "", colors.red("error"), ""]];
      return report.unfinished.includes(claim.id) ? [[...name, "", "", "", colors.dim("not finished"), ""]] : [];
    }
    const full = recorded[claim.id];
    if (result.checks.length === 0)
      return [[...name, "no check at this size", "", "", verdict(colors, result.verdict), ""]];
    return result.checks.map((check, i) => [
      ...(i === 0 ? name : ["", ""]),
      expected(claim, check),
      formatMeasured(result.values[check.value]!),
      mark(colors, check),
      i === 0 ? verdict(colors, result.verdict) : "",
      full ? fullCell(colors, full, check.id, i === 0) : "",
    ]);
  });
  const columns = beside ? [...COLUMNS, { head: "Recorded full", flex: 2 }] : COLUMNS;
  return textTable(
    terminal,
    columns,
    rows.map((row) => row.slice(0, columns.length)),
  );
}

/** What a check expects, in words and in symbols. */
export function expected(claim: ClaimDefinition, check: CheckResult): string {
  const words = claim.checks.find(({ id }) => id === check.id)?.expect ?? check.id;
  return `${check.role === "limit" ? "Limit: " : ""}${words.replace(/\.$/, "")}: ${check.bound}`;
}

/** Whether a check passed, in one word. A limit that is not confirmed is no failure: the claim simply holds there too. */
export function markText({ passed, role }: CheckResult): string {
  if (role === "limit") return passed ? "confirmed" : "not seen";
  return passed ? "✓" : "✗";
}

function mark(colors: Colors, check: CheckResult): string {
  const text = markText(check);
  if (check.role === "limit") return colors.yellow(text);
  return check.passed ? colors.green(text) : colors.red(text);
}

/** A verdict in its colour. */
export function verdict(colors: Colors, text: Verdict): string {
  return { holds: colors.green, depends: colors.yellow, fails: colors.red }[text](text);
}

function fullCell(colors: Colors, full: ClaimResult, checkId: string, first: boolean): string {
  const check = full.checks.find(({ id }) => id === checkId);
  const measured = check && full.values[check.value];
  return [
    ...(first ? [verdict(colors, full.verdict)] : []),
    ...(check && measured ? [`${formatMeasured(measured)} ${mark(colors, check)}`] : []),
  ].join(" · ");
}
