import type { ClaimDefinition } from "@exampledon/claims";
import type { JSX } from "react";
import type { RecordedFull } from "../reproduce/claims-table.ts";
import { type ReproduceReport, summaryLine } from "../reproduce/reproduce-report.ts";
import { ClaimSection } from "./claim-section.tsx";
import { VerdictLabel } from "./verdict-label.tsx";

interface ReportPageProps {
  readonly claims: readonly ClaimDefinition[];
  readonly report: ReproduceReport;
  readonly recorded: RecordedFull;
  /** Style sheet, put into the page as it stands. */
  readonly css: string;
}

/** The whole report as one document that needs nothing outside itself. */
export function ReportPage({ claims, report, recorded, css }: ReportPageProps): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`exampledon: claims at size ${report.size}`}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet; React would escape its quotes */}
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body>
        <main>
          <h1>Claims at size {report.size}</h1>
          <p>{summaryLine(report.summary)}.</p>
          <Overview claims={claims} report={report} recorded={recorded} />
          {claims.map((claim) => {
            const result = report.results.find((candidate) => candidate.claim === claim.id);
            return result && <ClaimSection key={claim.id} claim={claim} result={result} full={recorded[claim.id]} />;
          })}
        </main>
      </body>
    </html>
  );
}

function Overview({ claims, report, recorded }: Omit<ReportPageProps, "css">): JSX.Element {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Claim</th>
          <th scope="col">Verdict here</th>
          <th scope="col">Recorded at full size</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => {
          const result = report.results.find((candidate) => candidate.claim === claim.id);
          const failure = report.failures.find((candidate) => candidate.claim === claim.id);
          const full = recorded[claim.id];
          return (
            <tr key={claim.id}>
              <td>{claim.number}</td>
              <th scope="row">{result ? <a href={`#${claim.id}`}>{claim.title}</a> : claim.title}</th>
              <td>
                {result && <VerdictLabel verdict={result.verdict} />}
                {failure && <code>{failure.message}</code>}
                {!result && !failure && "not finished"}
              </td>
              <td>{full ? <VerdictLabel verdict={full.verdict} /> : "none"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
