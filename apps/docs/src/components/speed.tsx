import type { Ratio, SpeedResult } from "@exampledon/bench";
import type { JSX } from "react";
import type { SpeedPageData } from "../claim-data.ts";
import data from "../data/speed.json";
import { WideTable } from "./wide-table.tsx";

const recorded = data as unknown as SpeedPageData | null;

/** The recorded speed bench: medians in milliseconds and ratios to PyTorch, cell by cell. */
export function Speed(): JSX.Element {
  if (!recorded) {
    return (
      <p>
        No bench is recorded yet. <code>pnpm bench --record</code> records one.
      </p>
    );
  }
  const { speed, goals, browser } = recorded;
  const { cpu, cores, memoryGigabytes, platform } = speed.machine;
  const programs = [
    ...new Set(
      speed.steps.flatMap(({ timings }) => timings.map(({ contestant, variant }) => nameOf(contestant, variant))),
    ),
  ];
  const contestants = [...new Set(speed.ratios.map(({ contestant }) => contestant))];
  return (
    <>
      <p>
        {speed.quick ? "The quick bench, of fewer sizes and methods, measured" : "Measured"} on {cpu}, {cores} cores,{" "}
        {memoryGigabytes} GB, {platform}, everything in turns in one run, at a load of {speed.machine.load[0]} before
        and {speed.machine.load[1]} after it. Before anything is timed, the first losses of every contestant must follow
        those of the reference.
      </p>
      <h3>Goals</h3>
      <p>
        What we aim at, beside the fastest of this project&apos;s own CPU kernels at the start of training and after
        some of it, when fewer codes, or circuits, are on. The second counts: most steps of a run are like it. Where a
        goal is missed, the next table says what the step is made of, and the one of products how far such products are
        from PyTorch&apos;s on this processor.
      </p>
      <WideTable label="Goals">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Threads</th>
            <th scope="col">Goal</th>
            <th scope="col">At the start</th>
            <th scope="col">After training</th>
            <th scope="col">Reached</th>
          </tr>
        </thead>
        <tbody>
          {goals.map(({ method, batch, dim, latents, variant, threads, ratio, start, later, reached }) => (
            <tr key={`${method} ${batch} ${latents} ${variant} ${threads}`}>
              <td>
                {method}, batch {batch}, {dim} → {latents}
                {variant && `, against ${variant}`}
              </td>
              <td>{threads}</td>
              <td>{ratio}</td>
              <td>{times(start)}</td>
              <td>{times(later)}</td>
              <td>{reached ? "yes" : "no"}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h3>Where the time of a step goes</h3>
      <p>
        Shares of the fastest of this project&apos;s own contestants. Where the first entries are products of dense
        matrices, only faster products would help; their ceiling is in the next table.
      </p>
      <WideTable label="Where the time of a step goes" longNames>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Milliseconds</th>
            <th scope="col">Shares</th>
          </tr>
        </thead>
        <tbody>
          {speed.steps.map(
            ({ id, profile }) =>
              profile && (
                <tr key={id}>
                  <td>{id}</td>
                  <td>{profile.milliseconds.toPrecision(3)}</td>
                  <td>
                    {profile.parts
                      .map((part) => `${Math.round((100 * part.milliseconds) / profile.milliseconds)} % ${part.name}`)
                      .join("; ")}
                  </td>
                </tr>
              ),
          )}
        </tbody>
      </WideTable>
      <h3>Milliseconds per training step</h3>
      <WideTable label="Milliseconds per training step" longNames>
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Codes, or circuits, that are on</th>
            {programs.map((program) => (
              <th scope="col" key={program}>
                {program}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {speed.steps.map((cell) => (
            <tr key={cell.id}>
              <td>{cell.id}</td>
              <td>{cell.density.toPrecision(2)}</td>
              {programs.map((program) => (
                <td key={program}>{median(cell.timings, program)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h3>Times as fast as PyTorch</h3>
      <p>
        One thread against PyTorch on one; two threads against the best of PyTorch&apos;s settings. A step of TopK is
        also compared with a PyTorch program that decodes sparsely.
      </p>
      <WideTable label="Times as fast as PyTorch" longNames>
        <thead>
          <tr>
            <th scope="col">Step or product</th>
            {contestants.map((contestant) => (
              <th scope="col" key={contestant}>
                {contestant}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ratioRows(speed.ratios).map(({ cell, variant, of }) => (
            <tr key={`${cell} ${variant}`}>
              <td>{nameOf(cell, variant && `against ${variant}`)}</td>
              {contestants.map((contestant) => (
                <td key={contestant}>{times(of.get(contestant))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <h3>Products</h3>
      <p>
        Billions of multiplications and additions per second, the ceiling of every step. WebAssembly&apos;s vectors hold
        4 numbers; PyTorch&apos;s library uses the widest that the processor has, 8 or 16. Where codes are dense, a step
        is made of such products, and no program in WebAssembly gets past its ceiling; where they are sparse, most of
        each product need not be computed.
      </p>
      <WideTable label="Products">
        <thead>
          <tr>
            <th scope="col">Product</th>
            {speed.matmul[0]?.timings.map(({ contestant }) => (
              <th scope="col" key={contestant}>
                {contestant}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {speed.matmul.map(({ id, m, k, n, timings }) => (
            <tr key={id}>
              <td>{id}</td>
              {speed.matmul[0]?.timings.map(({ contestant }) => (
                <td key={contestant}>{rate(2 * m * k * n, timings, contestant)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      {browser && (
        <>
          <h3>In a browser</h3>
          <p>
            The steps that this page times above, in Chromium {browser.chromium} and in Node {browser.node} in turns,
            the median of {browser.rounds} rounds on {browser.cpu}.
          </p>
          <WideTable label="Milliseconds per training step in Chromium and in Node">
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Backend</th>
                <th scope="col">Chromium</th>
                <th scope="col">Node</th>
                <th scope="col">Ratio</th>
              </tr>
            </thead>
            <tbody>
              {browser.rows.map(({ backend, method, dim, latents, batch, chromium, node, ratio }) => (
                <tr key={`${backend} ${method} ${latents}`}>
                  <td>
                    {method}, batch {batch}, {dim} → {latents}
                  </td>
                  <td>{backend}</td>
                  <td>{chromium.toPrecision(3)}</td>
                  <td>{node.toPrecision(3)}</td>
                  <td>{ratio.toPrecision(3)}</td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </>
      )}
      {speed.missing.length > 0 && (
        <>
          <h3>Not measured</h3>
          <ul>
            {absences(speed.missing).map(({ about, cells }) => (
              <li key={about}>
                {about}
                {cells.length > 0 && `: ${cells.join("; ")}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Ratios by step and PyTorch's program. */
function ratioRows(ratios: readonly Ratio[]) {
  const rows = new Map<string, { cell: string; variant: string; of: Map<string, Ratio> }>();
  for (const ratio of ratios) {
    const { cell, variant, contestant } = ratio;
    const key = `${cell} ${variant}`;
    const row = rows.get(key) ?? { cell, variant, of: new Map<string, Ratio>() };
    row.of.set(contestant, ratio);
    rows.set(key, row);
  }
  return [...rows.values()];
}

/** What was not measured, by who and why. */
function absences(missing: SpeedResult["missing"]) {
  const groups = new Map<string, string[]>();
  for (const { contestant, cell, reason } of missing) {
    const about = `${contestant}, ${reason.replace(/^over budget: .*/, "over budget")}`;
    groups.set(about, [...(groups.get(about) ?? []), ...(cell === undefined ? [] : [cell])]);
  }
  return [...groups].map(([about, cells]) => ({ about, cells }));
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
