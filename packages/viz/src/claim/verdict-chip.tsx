import type { ClaimReport, ClaimResult, Verdict } from "@exampledon/claims";
import type { JSX } from "react";
import { agreement, counterpart } from "./agreement.ts";

const marks: Readonly<Record<Verdict, string>> = { holds: "✓", fails: "✗", depends: "◐" };

/** A verdict as a mark and a word; `null` where nothing has been recorded. */
export function VerdictChip({
  verdict,
  note,
}: {
  readonly verdict: Verdict | null;
  readonly note?: string;
}): JSX.Element {
  return (
    <span className="xd-verdict" data-verdict={verdict ?? "none"}>
      <span aria-hidden="true">{verdict ? marks[verdict] : "–"}</span> {verdict ?? "not recorded"}
      {note === undefined ? null : <span className="xd-verdict-note"> {note}</span>}
    </span>
  );
}

interface VerdictsProps {
  /** The result that the page leads with. */
  readonly recorded: ClaimResult | undefined;
  /** Every recorded size. */
  readonly results: readonly ClaimResult[];
  /** The finished live run. */
  readonly live: ClaimReport | undefined;
  /** Name of the backend that the live run was computed on. */
  readonly backend: string | undefined;
}

/** The recorded verdict and, after a run, the live one with whether the two agree. */
export function Verdicts({ recorded, results, live, backend }: VerdictsProps): JSX.Element {
  const compared = live && agreement(live, counterpart(live, results), backend);
  return (
    <p className="xd-verdicts">
      <VerdictChip
        verdict={recorded?.verdict ?? null}
        {...(recorded ? { note: `recorded, size ${recorded.size}` } : {})}
      />
      {live && (
        <>
          <VerdictChip verdict={live.verdict} note="live" />
          {compared && (
            <span className="xd-agreement" data-agreement={compared.kind}>
              {compared.text}
            </span>
          )}
        </>
      )}
    </p>
  );
}
