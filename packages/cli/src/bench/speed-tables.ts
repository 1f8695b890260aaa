import {
  absenceReadings,
  type ContestantSpec,
  goalReadings,
  type MatmulCell,
  profileReadings,
  type SpeedResult,
  type StepCell,
} from "@exampledon/bench";
import { formatNumber } from "../format.ts";
import type { Terminal } from "../terminal.ts";
import { type Column, textTable } from "../text-table.ts";

type Screen = Pick<Terminal, "width" | "colors">;

/**
 * A speed bench as text: for products and steps, how many times as fast as PyTorch each contestant is, those on one thread
 * and those on two in tables of their own; then memory, TopK, and what is missing.
 */
export function speedTables(terminal: Screen, result: SpeedResult, contestants: readonly ContestantSpec[]): string {
  const { bold } = terminal.colors;
  const cells = [...result.matmul, ...result.steps];
  const [before, after] = result.machine.load;
  return [
    ...[1, 2].map((threads) => {
      const title =
        threads === 1
          ? "One thread: times as fast as PyTorch on one"
          : "Two threads: times as fast as the best of PyTorch's settings";
      return `${bold(title)}\n${ratioTable(terminal, result, cells, contestants, threads)}`;
    }),
    ...goalsPart(terminal, result),
    `${bold("Where the time of a step goes")}\n${profileTable(terminal, result)}`,
    `${bold("Left behind per step")}\n${memoryTable(terminal, result)}`,
    `${bold("A TopK step beyond its encoder")}\n${topKTable(terminal, result)}`,
    ...failures(result),
    ...absences(result),
    `load of the machine: ${before.toFixed(1)} before, ${after.toFixed(1)} after, on ${result.machine.cores} cores${before > result.machine.cores / 2 ? "; on so busy a machine these are no times to quote" : ""}\n`,
  ].join("\n");
}

function ratioTable(
  terminal: Screen,
  { ratios }: SpeedResult,
  cells: readonly (MatmulCell | StepCell)[],
  contestants: readonly ContestantSpec[],
  threads: number,
): string {
  const own = ratios.filter((ratio) => ratio.threads === threads);
  const names = contestants.map(({ id }) => id).filter((id) => own.some(({ contestant }) => contestant === id));
  const columns: Column[] = [
    { head: "Cell", flex: 3 },
    { head: "Not 0" },
    { head: "PyTorch, ms", flex: 1 },
    ...names.map((name) => ({ head: name, flex: 1 })),
  ];
  const rows = cells.flatMap((cell) => {
    const here = own.filter((ratio) => ratio.cell === cell.id);
    return [...new Set(here.map(({ variant }) => variant))].map((variant) => {
      const these = here.filter((ratio) => ratio.variant === variant);
      const { against } = these[0]!;
      const torch = cell.timings.find((timing) => timing.contestant === against && timing.variant === variant);
      const setting = against.replace(/^PyTorch, /, "");
      return [
        `${cell.id}${variant === "" ? "" : ` (${variant})`}`,
        "density" in cell ? `${formatNumber(Number((100 * cell.density).toPrecision(2)))} %` : "",
        `${torch ? rounded(torch.median) : "–"}${threads > 1 ? `, ${setting}` : ""}`,
        ...names.map((name) => {
          const found = these.find(({ contestant }) => contestant === name);
          return found ? rounded(found.ratio) : "–";
        }),
      ];
    });
  });
  return rows.length === 0 ? "nothing to compare\n" : textTable(terminal, columns, rows);
}

function goalsPart(terminal: Screen, result: SpeedResult): string[] {
  const readings = goalReadings(result);
  if (readings.length === 0) return [];
  const table = textTable(
    terminal,
    [
      { head: "Step", flex: 2 },
      { head: "Threads" },
      { head: "Goal" },
      { head: "Start" },
      { head: "Later" },
      { head: "" },
    ],
    readings.map(({ name, threads, ratio, start, later, reached }) => [
      name,
      String(threads),
      `≥ ${ratio}`,
      start ? rounded(start.ratio) : "–",
      later ? rounded(later.ratio) : "–",
      reached ? "✓" : "✗",
    ]),
  );
  return [`${terminal.colors.bold("Goals: times as fast as PyTorch, at the start and after some training")}\n${table}`];
}

function profileTable(terminal: Screen, result: SpeedResult): string {
  return textTable(
    terminal,
    [{ head: "Step", flex: 1 }, { head: "ms" }, { head: "Share of it", flex: 2 }],
    profileReadings(result).map(({ cell, milliseconds, shares }) => [cell, rounded(milliseconds), shares]),
  );
}

function memoryTable(terminal: Screen, { memory }: SpeedResult): string {
  return textTable(
    terminal,
    [{ head: "Contestant" }, { head: "Method" }, { head: "Steps" }, { head: "Bytes" }, { head: "Tensors" }],
    memory.map(({ contestant, method, steps, bytesPerStep, tensorsPerStep }) => [
      contestant,
      method,
      String(steps),
      rounded(bytesPerStep),
      rounded(tensorsPerStep),
    ]),
  );
}

function topKTable(terminal: Screen, { topK }: SpeedResult): string {
  return textTable(
    terminal,
    [
      { head: "Contestant" },
      { head: "Latents" },
      { head: "k" },
      { head: "Encoder, ms" },
      { head: "Step, ms" },
      { head: "Beyond, ms" },
    ],
    topK.map(({ contestant, latents, k, encoder, step, beyond }) => [
      contestant,
      String(latents),
      String(k),
      rounded(encoder.median),
      rounded(step.median),
      rounded(beyond),
    ]),
  );
}

function failures({ checks }: SpeedResult): string[] {
  return checks
    .filter(({ passed }) => !passed)
    .map(
      ({ cell, contestant, variant, reference, difference, tolerance }) =>
        `${contestant}${variant === "" ? "" : `, ${variant}`} differs from ${reference} in ${cell}: by ${rounded(difference)}, allowed ${tolerance}\n`,
    );
}

/** One line for each contestant and reason, with the cells that it is for. */
function absences(result: SpeedResult): string[] {
  return absenceReadings(result).map(
    ({ contestant, reason, cells }) =>
      `not measured: ${contestant}: ${reason}${cells.length > 0 ? ` (${cells.join("; ")})` : ""}\n`,
  );
}

/** Three digits are more than such times deserve. */
function rounded(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}
