import type { Ratio, SpeedResult } from "@exampledon/bench";
import type { JSX } from "react";
import type { SpeedPageData } from "../claim-data.ts";
import data from "../data/speed.json";
import { TextTable } from "./text-table.tsx";

const recorded = data as unknown as SpeedPageData | null;

/** The recorded speed bench: goals, profiles, medians in milliseconds and ratios to PyTorch, cell by cell. */
export function Speed(): JSX.Element {
  if (!recorded) {
    return (
      <p>
        No bench is recorded yet. <code>pnpm bench --record</code> records one.
      </p>
    );
  }
  const { machine, quick, steps, ratios, matmul, goals, profiles, absences, browser } = recorded;
  const { cpu, cores, memoryGigabytes, platform, load } = machine;
  const programs = unique(
    steps.flatMap(({ timings }) => timings.map(({ contestant, variant }) => nameOf(contestant, variant))),
  );
  const contestants = unique(ratios.map(({ contestant }) => contestant));
  const multipliers = matmul[0]?.timings.map(({ contestant }) => contestant) ?? [];
  return (
    <>
      <p>
        {quick ? "The quick bench, of fewer sizes and methods, measured" : "Measured"} on {cpu}, {cores} cores,{" "}
        {memoryGigabytes} GB, {platform}, everything in turns in one run, at a load of {load[0]} before and {load[1]}{" "}
        after it. Before anything is timed, the first losses of every contestant must follow those of the reference.
      </p>
      <h3>Goals</h3>
      <p>
        What we aim at, beside the fastest of this project&apos;s own CPU kernels at the start of training and after
        some of it, when fewer codes, or circuits, are on. The second counts: most steps of a run are like it. Where a
        goal is missed, the next table says what the step is made of, and the one of products how far such products are
        from PyTorch&apos;s on this processor.
      </p>
      <TextTable
        label="Goals"
        heads={["Step", "Threads", "Goal", "At the start", "After training", "Reached"]}
        rows={goals.map(({ name, threads, ratio, start, later, reached }) => [
          name,
          String(threads),
          String(ratio),
          times(start),
          times(later),
          reached ? "yes" : "no",
        ])}
      />
      <h3>Where the time of a step goes</h3>
      <p>
        Shares of the fastest of this project&apos;s own contestants. Where the first entries are products of dense
        matrices, only faster products would help; their ceiling is in the table of products.
      </p>
      <TextTable
        label="Where the time of a step goes"
        heads={["Step", "Milliseconds", "Shares"]}
        rows={profiles.map(({ cell, milliseconds, shares }) => [cell, milliseconds.toPrecision(3), shares])}
        longNames
      />
      <h3>Milliseconds per training step</h3>
      <TextTable
        label="Milliseconds per training step"
        heads={["Step", "Codes, or circuits, that are on", ...programs]}
        rows={steps.map(({ id, density, timings }) => [
          id,
          density.toPrecision(2),
          ...programs.map((program) => median(timings, program)),
        ])}
        longNames
      />
      <h3>Times as fast as PyTorch</h3>
      <p>
        One thread against PyTorch on one; two threads against the best of PyTorch&apos;s settings. A step of TopK is
        also compared with a PyTorch program that decodes sparsely.
      </p>
      <TextTable
        label="Times as fast as PyTorch"
        heads={["Step or product", ...contestants]}
        rows={ratioRows(ratios, contestants)}
        longNames
      />
      <h3>Products</h3>
      <p>
        Billions of multiplications and additions per second, the ceiling of every step. WebAssembly&apos;s vectors hold
        4 numbers; PyTorch&apos;s library uses the widest that the processor has, 8 or 16. Where codes are dense, a step
        is made of such products, and no program in WebAssembly gets past its ceiling; where they are sparse, most of
        each product need not be computed.
      </p>
      <TextTable
        label="Products"
        heads={["Product", ...multipliers]}
        rows={matmul.map(({ id, m, k, n, timings }) => [
          id,
          ...multipliers.map((program) => rate(2 * m * k * n, timings, program)),
        ])}
      />
      {browser && (
        <>
          <h3>In a browser</h3>
          <p>
            The steps that this page times above, in Chromium {browser.chromium} and in Node {browser.node} in turns,
            the median of {browser.rounds} rounds on {browser.cpu}.
          </p>
          <TextTable
            label="Milliseconds per training step in Chromium and in Node"
            heads={["Step", "Backend", "Chromium", "Node", "Ratio"]}
            rows={browser.rows.map(({ backend, method, dim, latents, batch, chromium, node, ratio }) => [
              `${method}, batch ${batch}, ${dim} → ${latents}`,
              backend,
              ...[chromium, node, ratio].map((value) => value.toPrecision(3)),
            ])}
          />
        </>
      )}
      {absences.length > 0 && (
        <>
          <h3>Not measured</h3>
          <ul>
            {absences.map(({ contestant, reason, cells }) => (
              <li key={`${contestant} ${reason}`}>
                {contestant}, {reason}
                {cells.length > 0 && `: ${cells.join("; ")}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** One row for each step or product and PyTorch program that it is compared with. */
function ratioRows(ratios: readonly Ratio[], contestants: readonly string[]): readonly (readonly string[])[] {
  const rows = new Map<string, Map<string, Ratio>>();
  for (const ratio of ratios) {
    const name = nameOf(ratio.cell, ratio.variant && `against ${ratio.variant}`);
    rows.set(name, (rows.get(name) ?? new Map<string, Ratio>()).set(ratio.contestant, ratio));
  }
  return [...rows].map(([name, of]) => [name, ...contestants.map((contestant) => times(of.get(contestant)))]);
}

function nameOf(contestant: string, variant: string): string {
  return variant ? `${contestant}, ${variant}` : contestant;
}

function times(ratio: Ratio | undefined): string {
  return ratio ? ratio.ratio.toPrecision(3) : "–";
}

/** Billions per second. */
function rate(operations: number, timings: SpeedResult["matmul"][number]["timings"], program: string): string {
  const timing = timings.find(({ contestant }) => contestant === program);
  return timing ? (operations / timing.median / 1e6).toPrecision(3) : "–";
}

function median(timings: SpeedResult["steps"][number]["timings"], program: string): string {
  const timing = timings.find(({ contestant, variant }) => nameOf(contestant, variant) === program);
  return timing ? timing.median.toPrecision(3) : "–";
}
