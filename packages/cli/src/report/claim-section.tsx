import type { ClaimDefinition, ClaimResult } from "@exampledon/claims";
import { FigureView } from "@exampledon/viz";
import type { JSX } from "react";
import { formatDuration, formatMeasured, formatNumber } from "../format.ts";
import { expected, markText } from "../reproduce/claims-table.ts";
import { VerdictLabel } from "./verdict-label.tsx";

interface ClaimSectionProps {
  readonly claim: ClaimDefinition;
  readonly result: ClaimResult;
  /** Recorded at full size, if it is. */
  readonly full: ClaimResult | undefined;
}

/** One claim: statement, figure, checks, values, and how the numbers came about. */
export function ClaimSection({ claim, result, full }: ClaimSectionProps): JSX.Element {
  return (
    <section id={claim.id}>
      <h2>
        {claim.number}. {claim.title} <VerdictLabel verdict={result.verdict} />
      </h2>
      <p>{claim.statement}</p>
      <p className="source">
        {claim.source.side === "thread" ? "Said in the thread" : "Said in reply"}:{" "}
        <a href={claim.source.url}>{claim.source.title}</a>
      </p>
      <FigureView figure={result.figure} />
      <ChecksTable claim={claim} result={result} full={full} />
      <ValuesTable claim={claim} result={result} />
      <Provenance result={result} />
    </section>
  );
}

function ChecksTable({ claim, result, full }: ClaimSectionProps): JSX.Element {
  return (
    <table>
      <caption>Checks</caption>
      <thead>
        <tr>
          <th scope="col">Expected</th>
          <th scope="col">Why</th>
          <th scope="col">Measured</th>
          <th scope="col">Passed</th>
          {full && <th scope="col">Recorded at full size</th>}
        </tr>
      </thead>
      <tbody>
        {result.checks.map((check) => {
          const fullValue = full?.checks.some(({ id }) => id === check.id) ? full.values[check.value] : undefined;
          return (
            <tr key={check.id}>
              <td>{expected(claim, check)}</td>
              <td>{claim.checks.find(({ id }) => id === check.id)?.why}</td>
              <td>{formatMeasured(result.values[check.value]!)}</td>
              <td>{markText(check)}</td>
              {full && <td>{fullValue ? formatMeasured(fullValue) : "–"}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ValuesTable({ claim, result }: Omit<ClaimSectionProps, "full">): JSX.Element {
  return (
    <details>
      <summary>All values</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col">Mean ± standard deviation</th>
            <th scope="col">95 % interval of the mean</th>
            <th scope="col">Range</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(result.values).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                {claim.values[name]?.label ?? name}
                {claim.values[name]?.unit && ` (${claim.values[name].unit})`}
              </th>
              <td>{formatMeasured(value)}</td>
              <td>
                {formatNumber(value.low)} to {formatNumber(value.high)}
              </td>
              <td>
                {formatNumber(value.min)} to {formatNumber(value.max)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Provenance({ result }: { readonly result: ClaimResult }): JSX.Element {
  const { backend, version, node, cpu, milliseconds, inputsHash } = result.provenance;
  const params = Object.entries(result.params).map(([name, value]) => `${name} = ${value}`);
  return (
    <details>
      <summary>How these numbers came about</summary>
      <dl>
        <dt>Parameters</dt>
        <dd>{params.join(", ") || "none"}</dd>
        <dt>Seeds</dt>
        <dd>{result.seeds.join(", ")}</dd>
        <dt>Computed by</dt>
        <dd>
          exampledon {version}, backend {backend}, Node {node}, {cpu}, in {formatDuration(milliseconds)}
        </dd>
        <dt>Hash of the source</dt>
        <dd>
          <code>{inputsHash}</code>
        </dd>
      </dl>
    </details>
  );
}
