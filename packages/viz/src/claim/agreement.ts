import type { ClaimReport, ClaimResult } from "@exampledon/claims";
import { mainResult } from "./main-result.ts";

/** What a live run says about the record. */
export interface Agreement {
  readonly kind: "agrees" | "differs";
  readonly text: string;
}

/**
 * The record that a run is compared with: that of its own size, since a smaller size may leave checks out, else the one
 * that the page leads with.
 */
export function counterpart(report: ClaimReport, results: readonly ClaimResult[]): ClaimResult | undefined {
  return results.find(({ size }) => size === report.size) ?? mainResult(results);
}

/**
 * Compares the verdict of a live run with the recorded one, and names what was different about the run.
 * @param backend name of the backend that the run was computed on
 */
export function agreement(
  report: ClaimReport,
  recorded: ClaimResult | undefined,
  backend?: string,
): Agreement | undefined {
  if (!recorded) return undefined;
  const kind = report.verdict === recorded.verdict ? "agrees" : "differs";
  const differences = [
    report.size === recorded.size ? undefined : `size ${report.size} instead of ${recorded.size}`,
    sameParams(report, recorded) ? undefined : "other parameters",
    String(report.seeds) === String(recorded.seeds) ? undefined : "other seeds",
    !backend || backend === recorded.provenance.backend
      ? undefined
      : `backend ${backend} instead of ${recorded.provenance.backend}`,
  ].filter((difference) => difference !== undefined);
  const at = differences.length === 0 ? "with the recorded settings" : `with ${differences.join(", ")}`;
  const verb = kind === "agrees" ? "agrees with" : "differs from";
  return { kind, text: `${verb} the record of size ${recorded.size}, ${at}` };
}

function sameParams(a: Pick<ClaimReport, "params">, b: Pick<ClaimReport, "params">): boolean {
  const names = new Set([...Object.keys(a.params), ...Object.keys(b.params)]);
  return [...names].every((name) => a.params[name] === b.params[name]);
}
