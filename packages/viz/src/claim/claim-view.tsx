import type { ClaimResult, Size } from "@exampledon/claims";
import { type JSX, type KeyboardEvent, useRef } from "react";
import { FigureView } from "../figure/figure-view.tsx";
import { formatDuration } from "../text/format-number.ts";
import { claimTexts, type RunTexts } from "../text/node-code.ts";
import { CodePanel, type SourceText } from "./code-panel.tsx";
import { Controls } from "./controls.tsx";
import { Downloads } from "./downloads.tsx";
import { mainResult } from "./main-result.ts";
import { NumbersTables } from "./numbers-tables.tsx";
import { ProvenanceLine } from "./provenance-line.tsx";
import { RunBar } from "./run-bar.tsx";
import type { RunDriver } from "./run-driver.ts";
import type { ClaimRunner } from "./runner.ts";
import { type BackendChoice, type ClaimText, requestOf, type Settings } from "./settings.ts";
import { Tabs } from "./tabs.tsx";
import { useClaimRun } from "./use-claim-run.ts";
import { useSettings } from "./use-settings.ts";
import { Variations } from "./variations.tsx";
import { Verdicts } from "./verdict-chip.tsx";

interface ClaimViewProps {
  readonly claim: ClaimText;
  /** Recorded results, of any sizes. */
  readonly results: readonly ClaimResult[];
  /** The claim's source, for the tab that shows it. */
  readonly source?: SourceText;
  /** Makes the runner at the first run; the same function on every render. */
  readonly createRunner: () => ClaimRunner;
  /** Backends that the runner can compute on, its own first; the same array on every render. */
  readonly backends?: readonly BackendChoice[];
  /** How to run it elsewhere. Default as a claim of the command line's own. */
  readonly texts?: RunTexts;
}

const noChoice: readonly BackendChoice[] = [];

const sides = { thread: "Claimed in the thread", reply: "Claimed in the replies", method: "From" };

/** A claim: its statement, recorded result and verdict as static HTML, and the same experiment live on request. */
export function ClaimView({
  claim,
  results,
  source,
  createRunner,
  backends = noChoice,
  texts = claimTexts,
}: ClaimViewProps): JSX.Element {
  const recorded = mainResult(results);
  const { settings, notes, change } = useSettings(claim, backends);
  const { state, driver, reset } = useClaimRun(createRunner);
  const figureRef = useRef<HTMLDivElement>(null);
  const request = requestOf(claim, settings);
  const active = state.phase === "running" || state.phase === "paused";
  const live = state.phase === "done" ? state.report : undefined;
  const run = "run" in state ? state.run : undefined;
  const figure = live?.figure ?? run?.figure ?? recorded?.figure;
  const estimates = sizeEstimates(results);

  function choose(next: Settings): void {
    if (active) reset();
    change(next);
  }

  // A run's first figures may be smaller than the record's; what is below must not jump.
  function start(...run: Parameters<RunDriver["start"]>): void {
    const area = figureRef.current;
    if (area?.offsetHeight) area.style.minHeight = `${area.offsetHeight}px`;
    driver?.start(...run);
  }

  function pauseOnSpace(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== " " || event.target !== event.currentTarget || !active) return;
    event.preventDefault();
    if (state.phase === "running") driver?.pause();
    else driver?.continue();
  }

  return (
    <section
      className="xd-claim"
      data-phase={state.phase}
      aria-label={claim.kind === "demo" ? claim.title : `Claim ${claim.number}: ${claim.title}`}
    >
      <p className="xd-statement">{claim.statement}</p>
      <p className="xd-source">
        {sides[claim.source.side]}: <a href={claim.source.url}>{claim.source.title}</a>
      </p>
      {claim.kind !== "demo" && <Verdicts recorded={recorded} results={results} live={live} backend={run?.backend} />}
      <p className="xd-hidden" role="status" data-testid="said">
        {state.said}
      </p>
      <RunBar
        state={state}
        driver={driver && { ...driver, start }}
        request={request}
        estimate={estimateText(estimates[settings.size])}
        home={backends[0]}
      />
      <noscript>
        <p className="xd-notes">
          Without scripts this page shows the recorded result. To run it yourself: <code>npm start</code>, or{" "}
          <code>{texts.command(request)}</code>.
        </p>
      </noscript>
      <Tabs
        label="Views of the claim"
        tabs={[
          {
            name: "Figure",
            content: (
              <section
                className="xd-figure-area"
                ref={figureRef}
                // biome-ignore lint/a11y/noNoninteractiveTabindex: Space on the figure pauses the run
                tabIndex={0}
                aria-label="Figure; during a run, Space pauses and continues"
                onKeyDown={pauseOnSpace}
              >
                <p className="xd-on-show">
                  {onShow(run !== undefined && figure !== recorded?.figure, live !== undefined, recorded)}
                </p>
                {figure && <FigureView figure={figure} />}
              </section>
            ),
          },
          {
            name: "Numbers",
            content: <NumbersTables claim={claim} recorded={recorded} live={live} partial={run?.values ?? {}} />,
          },
          { name: "Code", content: <CodePanel source={source} request={request} texts={texts} /> },
          { name: "Log", content: <Log lines={run?.log ?? []} /> },
        ]}
      />
      <Variations claim={claim} onChoose={choose} />
      <Controls
        claim={claim}
        settings={settings}
        notes={notes}
        disabled={state.phase === "static" || active}
        sizeNotes={estimates}
        backends={backends}
        onChange={change}
        onReset={reset}
      />
      <Downloads claim={claim} report={live ?? recorded} figure={figure} figureRef={figureRef} />
      <ProvenanceLine recorded={recorded} state={state} />
    </section>
  );
}

function Log({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  if (lines.length === 0) return <p>The log of a live run appears here.</p>;
  return (
    <section
      className="xd-log"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label="Log of the run"
    >
      <pre>{lines.join("\n")}</pre>
    </section>
  );
}

function onShow(isLive: boolean, isDone: boolean, recorded: ClaimResult | undefined): string {
  if (isLive) return isDone ? "Live figure, all seeds." : "Live figure of the seed being run.";
  return recorded
    ? `Recorded figure, size ${recorded.size}.`
    : "No figure has been recorded; run the claim to draw one.";
}

function sizeEstimates(results: readonly ClaimResult[]): Record<Size, string> {
  const of = (size: Size): string => {
    const result = results.find((one) => one.size === size);
    return result ? formatDuration(result.provenance.milliseconds) : "";
  };
  return { live: of("live"), ci: of("ci"), full: of("full") };
}

function estimateText(estimate: string): string {
  return estimate && `Took ${estimate} where it was recorded; runs on this device, in a worker.`;
}
