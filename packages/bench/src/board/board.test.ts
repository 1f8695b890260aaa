import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError } from "@exampledon/core";
import { baselines, type DecomposerDefinition } from "@exampledon/decomposer";
import { saeMethods } from "@exampledon/sae";
import { sparseCodingMethods } from "@exampledon/sparse-coding";
import { expect, it } from "vitest";
import { boardFigure, groupsOf } from "./board-figures.ts";
import { boardOf } from "./board-of.ts";
import type { BoardCell, FinishedCell } from "./contract.ts";
import { planCells } from "./plan-cells.ts";
import { runCell } from "./run-cell.ts";
import { parseBoard, serializeBoard } from "./serialize-board.ts";
import { boardWorlds } from "./worlds.ts";

const backend = cpuBackend();
const methods = [...baselines, ...saeMethods, ...sparseCodingMethods];
const worlds = boardWorlds.filter(({ id }) => id === "one" || id === "tree");
const provenance = { version: "0", node: "0", cpu: "0", inputsHashes: {} };

async function finish(cell: BoardCell): Promise<FinishedCell> {
  const method = methods.find(({ id }) => id === cell.method)!;
  const world = boardWorlds.find(({ id }) => id === cell.world)!;
  const steps = runCell(cell, { method, world, backend });
  for (;;) {
    const next = await steps.next();
    if (next.done) return { cell, outcome: next.value, milliseconds: 1, backend: backend.name };
  }
}

const plan = (ids: readonly string[], seeds = [1]) =>
  planCells({ size: "ci", methods: methods.filter(({ id }) => ids.includes(id)), worlds, seeds });

it("builds every world of the board at both sizes", () => {
  for (const { definition, sizes } of boardWorlds) {
    // The full thread world takes a while to draw; its parameters are checked by the definition all the same.
    expect(definition.id).not.toBe("");
    for (const { params, width } of Object.values(sizes)) {
      expect(Object.keys(definition.params)).toEqual(expect.arrayContaining(Object.keys(params)));
      expect(width).toBeGreaterThan(0);
    }
  }
});

it("sets width and sparsity of every method that has them, within what the method takes", () => {
  const { cells } = planCells({ size: "ci", methods, worlds: boardWorlds, seeds: [1, 2] });
  for (const world of boardWorlds) {
    const { width } = world.sizes.ci;
    const topK = cells.filter((cell) => cell.world === world.id && cell.method === "sae/top-k" && cell.seed === 1);
    expect(topK.map(({ params }) => params.latents)).toEqual([width, width, width]);
    expect(topK.map(({ params }) => params.k)).toEqual([1, 3, 8]);
    expect(topK.map(({ sweep }) => sweep)).toEqual([1, 3, 8].map((value) => ({ param: "k", value })));
  }
  const unswept = methods.filter(({ id }) => cells.some(({ method, sweep }) => method === id && !sweep));
  expect(unswept.map(({ id }) => id)).toEqual([
    ...baselines.map(({ id }) => id),
    "sparse-coding/ica",
    "sparse-coding/nmf",
  ]);
});

it("names the methods that it has no cells for", () => {
  const needy = { ...baselines[0]!, id: "test/needy", tags: { ...baselines[0]!.tags, usesNetwork: true } };
  const parameters = { ...baselines[0]!, id: "test/parameters", tags: { ...baselines[0]!.tags, space: "parameter" } };
  const list = [needy, parameters] as readonly DecomposerDefinition[];
  const { cells, absent } = planCells({ size: "ci", methods: list, worlds, seeds: [1] });
  expect(cells).toEqual([]);
  expect(absent.map(({ method }) => method)).toEqual(["test/needy", "test/parameters"]);
});

it("scores the oracle as perfect in direction, the same in every run, and notes a refusal", async () => {
  const { cells } = plan(["baseline/oracle", "baseline/random", "sparse-coding/nmf"]);
  const first = await Promise.all(cells.map(finish));
  expect(await Promise.all(cells.map(finish))).toEqual(first);
  const board = boardOf({ size: "ci", methods, worlds, seeds: [1], cells: first, absent: [], provenance });
  const row = (world: string, method: string) =>
    board.rows.find((candidate) => candidate.world === world && candidate.method === method);
  expect(row("one", "baseline/oracle")!.values["animals.mmcs"]!.mean).toBeCloseTo(1, 5);
  expect(row("one", "baseline/oracle")!.values["animals.mcc"]!.mean).toBeCloseTo(1, 5);
  expect(row("one", "baseline/oracle")!.front).toBe(false);
  expect(row("one", "baseline/random")!.front).toBe(true);
  const { mmcs, chance } = Object.fromEntries(
    ["mmcs", "chance"].map((name) => [name, row("one", "baseline/random")!.values[`animals.${name}`]!.mean]),
  );
  // Random directions score what random directions score; draws of 40 features differ by a few hundredths.
  expect(Math.abs(mmcs! - chance!)).toBeLessThan(0.06);
  expect(row("one", "sparse-coding/nmf")).toBeUndefined();
  expect(board.absent.map(({ method, world }) => `${method} on ${world}`)).toEqual([
    "sparse-coding/nmf on one",
    "sparse-coding/nmf on tree",
  ]);
});

it("joins seeds by place on the sweep, whatever order they come in, and survives its file", async () => {
  const { cells } = plan(["sparse-coding/omp"], [1, 2]);
  const finished = (await Promise.all(cells.map(finish))).reverse();
  const board = boardOf({ size: "ci", methods, worlds, seeds: [1, 2], cells: finished, absent: [], provenance });
  expect(board.rows).toHaveLength(6);
  for (const { values } of board.rows) {
    expect(values.l0!.n).toBe(2);
    expect(values.l0!.low).toBeLessThanOrEqual(values.l0!.mean);
  }
  const text = serializeBoard(board);
  const read = parseBoard(text, "board");
  expect(serializeBoard(read)).toBe(text);
  expect([...groupsOf(read.rows)].sort()).toEqual(["animals", "attributes", "features"]);
  const figure = boardFigure(read, "one");
  expect(figure.figures.map(({ title }) => title)).toHaveLength(3);
  for (const panel of figure.figures) {
    if (panel.kind !== "lines") throw new Error(panel.kind);
    for (const { x } of panel.series) expect([...x].sort((a, b) => a - b)).toEqual(x);
  }
  for (const broken of ["{", text.replace('"schema": 1', '"schema": 2')]) {
    expect(() => parseBoard(broken, "board")).toThrow(/exampledon board --record/);
  }
  expect(
    isExampledonError(
      caught(() => boardFigure(read, "two")),
      "unknown-id",
    ),
  ).toBe(true);
});

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
