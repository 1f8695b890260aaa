import type { Check, CheckResult, ClaimReport, Measured } from "@exampledon/claims";
import type { JSX } from "react";
import { formatMeasured, formatNumber } from "../text/format-number.ts";
import type { ClaimText } from "./settings.ts";

interface NumbersTablesProps {
  readonly claim: ClaimText;
  readonly recorded: ClaimReport | undefined;
  readonly live: ClaimReport | undefined;
  /** Values of the seed being run, before there is a report. */
  readonly partial: Readonly<Record<string, number>>;
}

/** Every check with its bound and whether it passed, then every value with its interval; recorded beside live. */
export function NumbersTables({ claim, recorded, live, partial }: NumbersTablesProps): JSX.Element {
  const measured = [recorded?.values, live ? live.values : partial].filter((values) => values !== undefined);
  const names = Object.keys(claim.values).filter((name) => measured.some((values) => name in values));
  return (
    <>
      <div className="xd-scroll">
        <table className="xd-table">
          <caption>Checks: mean over seeds against its bound</caption>
          <thead>
            <tr>
              <th scope="col">Expected</th>
              <th scope="col">Bound</th>
              <th scope="col">Recorded</th>
              <th scope="col">This run</th>
            </tr>
          </thead>
          <tbody>
            {claim.checks.map((check) => (
              <CheckRow
                key={check.id}
                check={check}
                label={claim.values[check.value]?.label ?? check.value}
                recorded={find(recorded, check)}
                live={find(live, check)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="xd-scroll">
        <table className="xd-table">
          <caption>Values: mean ± half of the 95 % interval, number of seeds</caption>
          <thead>
            <tr>
              <th scope="col">Value</th>
              <th scope="col">Recorded</th>
              <th scope="col">n</th>
              <th scope="col">This run</th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">
                  {claim.values[name]!.label}
                  {claim.values[name]!.unit && ` [${claim.values[name]!.unit}]`}
                </th>
                <MeasuredCells value={recorded?.values[name]} />
                <MeasuredCells value={live?.values[name] ?? single(live ? undefined : partial[name])} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

interface CheckRowProps {
  readonly check: Check;
  readonly label: string;
  readonly recorded: CheckResult | undefined;
  readonly live: CheckResult | undefined;
}

function CheckRow({ check, label, recorded, live }: CheckRowProps): JSX.Element {
  return (
    <tr>
      <th scope="row">
        {check.role === "limit" && (
          <span className="xd-role">limit{check.parameter && ` in ${check.parameter}`}: </span>
        )}
        {check.expect}
        <span className="xd-why">
          {label}. Why this bound: {check.why}.
        </span>
      </th>
      <td>{recorded?.bound ?? live?.bound ?? boundOf(check)}</td>
      <td>
        <Outcome result={recorded} />
      </td>
      <td>
        <Outcome result={live} />
      </td>
    </tr>
  );
}

function Outcome({ result }: { readonly result: CheckResult | undefined }): JSX.Element {
  if (!result) return <>–</>;
  const limit = result.role === "limit";
  return (
    <span className="xd-outcome" data-passed={limit ? "limit" : result.passed}>
      {formatNumber(result.measured, 4)}{" "}
      {result.passed ? (limit ? "◐ confirmed" : "✓ passed") : limit ? "not reached" : "✗ failed"}
    </span>
  );
}

function MeasuredCells({
  value,
}: {
  readonly value: Pick<Measured, "mean" | "low" | "high" | "n"> | undefined;
}): JSX.Element {
  return (
    <>
      <td>{value ? formatMeasured(value.mean, (value.high - value.low) / 2) : "–"}</td>
      <td>{value ? value.n : "–"}</td>
    </>
  );
}

function single(value: number | undefined): Pick<Measured, "mean" | "low" | "high" | "n"> | undefined {
  return value === undefined ? undefined : { mean: value, low: value, high: value, n: 1 };
}

function find(report: ClaimReport | undefined, check: Check): CheckResult | undefined {
  return report?.checks.find((result) => result.id === check.id);
}

function boundOf(check: Check): string {
  return [
    check.near === undefined ? undefined : `within ${check.within} of ${check.near}`,
    check.min === undefined ? undefined : `≥ ${formatNumber(check.min)}`,
    check.max === undefined ? undefined : `≤ ${formatNumber(check.max)}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
