import type { ClaimReport, ClaimResult } from "@exampledon/claims";

/** What a live run says about the record. */
export interface Agreement {
  readonly kind: "agrees" | "differs";
  readonly text: string;
}

/** Compares the verdict of a live run with the recorded one, and names what was different about the run. */
export function agreement(report: ClaimReport, recorded: ClaimResult | undefined): Agreement | undefined {
  if (!recorded) return undefined;
  const kind = report.verdict === recorded.verdict ? "agrees" : "differs";
  const differences = [
    report.size === recorded.size ? undefined : `size ${report.size} instead of ${recorded.size}`,
    sameParams(report, recorded) ? undefined : "other parameters",
    String(report.seeds) === String(recorded.seeds) ? undefined : "other seeds",
  ].filter((difference) => difference !== undefined);
  const at = differences.length === 0 ? "with the recorded settings" : `with ${differences.join(", ")}`;
  return { kind, text: `${kind === "agrees" ? "agrees with the record" : "differs from the record"}, ${at}` };
}

function sameParams(a: Pick<ClaimReport, "params">, b: Pick<ClaimReport, "params">): boolean {
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)]);
  return [...names].every((name) => a.params[name] === b.params[name]);
}
