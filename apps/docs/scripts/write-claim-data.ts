import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { parameterMethods } from "@exampledon/apd";
import {
  absenceReadings,
  type BoardSize,
  boardFigure,
  explainMisses,
  goalReadings,
  goOnDemo,
  type ParameterBoardResult,
  parameterBoardFigure,
  parseBoard,
  parseParameterBoard,
  parseScale,
  profileReadings,
  type ScaleResult,
  type SpeedResult,
  scaleFigure,
} from "@exampledon/bench";
import { type ClaimResult, claims, demos, type Figure, parseResult, type Size } from "@exampledon/claims";
import { baselines } from "@exampledon/decomposer";
import { saeMethods } from "@exampledon/sae";
import { sparseCodingMethods } from "@exampledon/sparse-coding";
import { mainResult } from "@exampledon/viz";
import type {
  BoardData,
  BrowserSpeed,
  ClaimData,
  ClaimSummary,
  MethodText,
  ParameterBoardData,
  RecordedValues,
  SpeedPageData,
} from "../src/claim-data.ts";
import { recordedStates } from "../src/recorded-states.ts";

/** Writes what pages know of claims and methods to `src/data`: definitions without code, and recorded results. */
const app = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const root = resolve(app, "../..");
const { values: options } = parseArgs({
  options: {
    results: { type: "string", default: join(root, "packages/claims/results") },
    boards: { type: "string", default: join(root, "packages/bench/results") },
  },
});

const out = join(app, "src/data");
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const summaries: ClaimSummary[] = [];
const values: Record<string, RecordedValues> = {};
for (const { run: _, ...claim } of claims) {
  const results = recorded(claim.id);
  write(claim.id, { claim, results } satisfies ClaimData);
  const main = mainResult(results);
  summaries.push({
    id: claim.id,
    number: claim.number,
    title: claim.title,
    side: claim.source.side,
    verdict: main?.verdict ?? null,
    size: main?.size ?? null,
    seeds: main?.seeds.length ?? 0,
    page: existsSync(join(root, "docs/claims", `${claim.id}.mdx`)),
  });
  values[claim.id] = Object.fromEntries(
    results.map((result) => [
      result.size,
      Object.fromEntries(
        Object.entries(result.values).map(([name, { mean, low, high, n }]) => [name, { mean, low, high, n }]),
      ),
    ]),
  );
}
for (const { run: _, ...demo } of demos)
  write(demo.id, { claim: demo, results: recorded(demo.id) } satisfies ClaimData);
const { run: _, ...goOn } = goOnDemo(recordedStates);
write("go-on", { claim: goOn, results: [] } satisfies ClaimData);
const methods = [...saeMethods, ...sparseCodingMethods, ...parameterMethods, ...baselines];
write(
  "methods",
  methods.map(({ fit: _, ...text }) => ({
    ...text,
    page: existsSync(join(root, "docs/methods", `${text.id.replace("/", "-")}.mdx`)),
  })) satisfies MethodText[],
);
write("board", recordedBoard());
write("board-figures", boardFigures());
write("parameter-board", recordedParameterBoard());
write("parameter-board-figures", parameterBoardFigures());
write("speed", recordedSpeed());
const scale = recordedScale();
write("scale", scale);
write("scale-figure", scale && scaleFigure(scale.runs));
write("summaries", summaries);
write("values", values);
console.log(
  `wrote ${claims.length} claims, ${summaries.filter(({ verdict }) => verdict).length} with recorded results`,
);

function recorded(id: string): ClaimResult[] {
  return (["live", "ci", "full"] satisfies Size[]).flatMap((size) => {
    const path = join(options.results, id, `${size}.json`);
    return existsSync(path) ? [parseResult(readFileSync(path, "utf8"), path)] : [];
  });
}

/** The largest recorded board, without the values that pages do not show: all of them would double what a page loads. */
function recordedBoard(): BoardData | null {
  const path = boardPath();
  if (!path) return null;
  const { size, seeds, worlds, rows, absent } = parseBoard(readFileSync(path, "utf8"), path);
  const shown = rows.map((row) => ({
    ...row,
    values: Object.fromEntries(
      Object.entries(row.values).filter(([name]) => /^(l0|fvu|.*\.(mmcs|chance|rawRSquared))$/.test(name)),
    ),
  }));
  return { size, seeds, worlds, rows: shown, absent };
}

/** A figure of every world of the recorded board. */
function boardFigures(): Readonly<Record<string, Figure>> {
  const path = boardPath();
  if (!path) return {};
  const board = parseBoard(readFileSync(path, "utf8"), path);
  return Object.fromEntries(Object.keys(board.worlds).map((world) => [world, boardFigure(board, world)]));
}

/** The largest recorded board's file. */
function boardPath(): string | undefined {
  return (["full", "ci"] satisfies BoardSize[])
    .map((size) => join(options.boards, `board-${size}.json`))
    .find(existsSync);
}

/** The largest recorded board of parameter decompositions, with what it misses; `null` where none is recorded. */
function recordedParameterBoard(): ParameterBoardData | null {
  const board = largestParameterBoard();
  if (!board) return null;
  const { size, seeds, networks, rows } = board;
  const misses = explainMisses(board).map(({ row, ...miss }) => ({
    ...miss,
    network: row.network,
    title: networks[row.network]!.title,
    method: row.method,
    start: row.start,
  }));
  const shown = rows.map(({ values, samples: _, params: __, ...row }) => ({
    ...row,
    values: Object.fromEntries(
      Object.entries(values).map(([name, { mean, deviation }]) => [name, { mean, deviation }]),
    ),
  }));
  return { size, seeds, networks, rows: shown, misses };
}

/** A figure of every network of that board. */
function parameterBoardFigures(): Readonly<Record<string, Figure>> {
  const board = largestParameterBoard();
  if (!board) return {};
  return Object.fromEntries(Object.keys(board.networks).map((id) => [id, parameterBoardFigure(board, id)]));
}

function largestParameterBoard(): ParameterBoardResult | undefined {
  const path = (["full", "ci"] satisfies BoardSize[])
    .map((size) => join(options.boards, `parameter-board-${size}.json`))
    .find(existsSync);
  return path === undefined ? undefined : parseParameterBoard(readFileSync(path, "utf8"), path);
}

/** The recorded speed bench beside its goals, `null` where there is none. */
function recordedSpeed(): SpeedPageData | null {
  const path = join(options.boards, "speed.json");
  if (!existsSync(path)) return null;
  const speed = JSON.parse(readFileSync(path, "utf8")) as SpeedResult;
  const inBrowser = join(options.boards, "speed-browser.json");
  const browser = existsSync(inBrowser) ? (JSON.parse(readFileSync(inBrowser, "utf8")) as BrowserSpeed) : null;
  const { machine, quick, matmul, ratios } = speed;
  return {
    ...{ machine, quick, matmul, ratios, browser },
    steps: speed.steps.map(({ profile: _, ...step }) => step),
    goals: goalReadings(speed),
    profiles: profileReadings(speed),
    absences: absenceReadings(speed),
  };
}

/** The recorded runs on larger networks, `null` where there are none. */
function recordedScale(): ScaleResult | null {
  const path = join(options.boards, "scale.json");
  return existsSync(path) ? parseScale(readFileSync(path, "utf8"), path) : null;
}

function write(name: string, data: unknown): void {
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(data)}\n`);
}
