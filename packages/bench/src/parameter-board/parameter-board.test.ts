import { cpuBackend } from "@exampledon/backend-cpu";
import { isExampledonError, rng } from "@exampledon/core";
import { run } from "@exampledon/decomposer";
import { type KnownNetwork, mechanismsAt, networks, tmsNetwork, truthBySite } from "@exampledon/networks";
import { expect, it } from "vitest";
import { apdOracle } from "./apd-oracle.ts";
import { parameterBoardMethods } from "./board-methods.ts";
import { parameterBoardNetworks } from "./board-networks.ts";
import { parameterBoardRows } from "./board-rows.ts";
import type { BoardNetwork, FinishedParameterCell, ParameterCell, ParameterRowPlan } from "./contract.ts";
import { explainMisses } from "./explain-misses.ts";
import { parameterBoardFigure } from "./parameter-board-figure.ts";
import { meetsBar, parameterBoardOf } from "./parameter-board-of.ts";
import { parameterBoardSeeds, planParameterCells } from "./plan-parameter-cells.ts";
import { runParameterCell } from "./run-parameter-cell.ts";
import { scoreParameterCell } from "./score-parameter-cell.ts";
import { parseParameterBoard, serializeParameterBoard } from "./serialize-parameter-board.ts";

const backend = cpuBackend();
const provenance = { version: "0", node: "0", cpu: "0", inputsHash: "h" };
/** Little training: what is found is not looked at. */
const small: BoardNetwork = {
  id: "small",
  title: "Small",
  definition: networks.find(({ id }) => id === "tms")!,
  params: { features: 4, hidden: 3, steps: 60, batch: 32 },
};
const row: ParameterRowPlan = {
  network: "small",
  method: "apd/spd",
  start: "random",
  params: { components: 6, steps: 20, batch: 8 },
  inputs: "non-zero",
  bars: [
    { value: "distinct", min: 4, max: 4 },
    { value: "faithfulness", max: 1e9 },
  ],
};
const rows = [
  row,
  { ...row, method: "apd/spd-oracle", start: "truth" as const },
  { ...row, method: "baseline/neurons", start: "none" as const, params: {}, bars: [] },
];
const plan = (seeds: readonly number[]) =>
  planParameterCells({ size: "ci", rows, methods: parameterBoardMethods, networks: [small], seeds });

async function finish(cell: ParameterCell): Promise<FinishedParameterCell> {
  const method = parameterBoardMethods.find(({ id }) => id === cell.method)!;
  const steps = runParameterCell(cell, { method, network: small, backend });
  for (;;) {
    const next = await steps.next();
    if (next.done) return { cell, values: next.value, milliseconds: 1000, backend: backend.name };
  }
}

it("plans every row of both sizes for networks and methods that there are", () => {
  for (const size of ["ci", "full"] as const) {
    const all = parameterBoardRows(size);
    const cells = planParameterCells({
      size,
      rows: all,
      methods: parameterBoardMethods,
      networks: parameterBoardNetworks,
      seeds: parameterBoardSeeds,
    });
    expect(cells).toHaveLength(5 * all.length);
    expect(new Set(all.map(({ network, method, start }) => `${network} ${method} ${start}`)).size).toBe(all.length);
  }
  const unknown = () => planParameterCells({ size: "ci", rows, methods: [], networks: [small], seeds: [0] });
  expect(unknown).toThrow(expect.objectContaining({ code: "unknown-id" }));
});

it("finds the same in every run, joins seeds in order, judges bars and survives its file", async () => {
  const cells = plan([0, 1]);
  const finished: FinishedParameterCell[] = [];
  for (const cell of cells) finished.push(await finish(cell));
  expect((await finish(cells[0]!)).values).toEqual(finished[0]!.values);
  expect(backend.live().tensors).toBe(0);
  const parts = { size: "ci" as const, rows, networks: [small], seeds: [0, 1], provenance };
  const board = parameterBoardOf({ ...parts, cells: [...finished].reverse() });
  expect(board).toEqual(parameterBoardOf({ ...parts, cells: finished }));
  const [random, truth, neurons] = board.rows;
  expect(random!.samples.mmcs).toEqual([finished[0]!.values.mmcs, finished[1]!.values.mmcs]);
  expect(random!.values.loss!.n).toBe(2);
  expect(random!.bars.map(({ met }) => met)[1]).toBe(2);
  expect(neurons!.values.loss).toBeUndefined();
  expect(neurons!.values.faithfulness!.max).toBeLessThan(1e-12);
  const text = serializeParameterBoard(board);
  expect(serializeParameterBoard(parseParameterBoard(text, "board"))).toBe(text);
  for (const broken of [
    "{",
    text.replace('"schema": 1', '"schema": 2'),
    text.replace('"start": "none"', '"start": 1'),
  ]) {
    expect(() => parseParameterBoard(broken, "board")).toThrow(/exampledon board --parameters --record/);
  }
  const figure = parameterBoardFigure(board, "small");
  expect(figure.figures.map(({ kind }) => kind)).toEqual(["bars", "bars"]);
  expect(
    isExampledonError(
      caught(() => parameterBoardFigure(board, "none")),
      "unknown-id",
    ),
  ).toBe(true);
  expect(truth!.start).toBe("truth");
});

it("lays a miss at the optimiser's door where the truth has the lower loss, else at the objective's", () => {
  const cell = (of: ParameterRowPlan, seed: number, distinct: number, loss: number): FinishedParameterCell => ({
    cell: { ...plan([seed]).find(({ method }) => method === of.method)!, seed },
    values: { distinct, faithfulness: 0, loss },
    milliseconds: 1,
    backend: "b",
  });
  const cells = [
    ...[cell(rows[0]!, 0, 4, 1), cell(rows[0]!, 1, 3, 2), cell(rows[0]!, 2, 3, 0.5)],
    ...[0, 1, 2].map((seed) => cell(rows[1]!, seed, 4, 1)),
  ];
  const board = parameterBoardOf({
    size: "ci",
    rows: rows.slice(0, 2),
    networks: [small],
    seeds: [0, 1, 2],
    cells,
    provenance,
  });
  expect(board.rows.map(({ meets }) => meets)).toEqual([1, 3]);
  const misses = explainMisses(board);
  expect(misses).toHaveLength(1);
  expect(misses[0]).toMatchObject({
    bars: ["distinct"],
    seeds: [1, 2],
    above: [1],
    below: [2],
    ratio: 1.25,
    truthMeets: 3,
  });
});

it("counts an undefined value as a miss, and the ends of a bar as met", () => {
  expect(meetsBar(undefined, { max: 1 })).toBe(false);
  expect([0, 1, 2].map((value) => meetsBar(value, { min: 0, max: 1 }))).toEqual([true, true, false]);
});

/** Features along the axes: the truth is as plain as can be. */
function axes(): KnownNetwork {
  const encoder = { rows: 3, cols: 3, data: Float32Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1]) };
  return tmsNetwork({ encoder, bias: [0, 0, 0], activeChance: 0.2 });
}

it("scores the mechanisms themselves as perfect, and doubles as twice as long", async () => {
  const network = axes();
  const scores = async (scale: number) => {
    const { read, write } = mechanismsAt(network.mechanisms, "encoder");
    const scaled = { ...write, data: write.data.map((value) => scale * value) };
    const method = parameterBoardMethods.find(({ id }) => id === "baseline/neurons")!;
    const found = await run(method, { kind: "parameters", network, source: network.source }, { backend });
    const site = { ...found.site("encoder"), factors: { name: "encoder", rank: 1, read, write: scaled } };
    const decomposition = { ...found, site: (name: string) => (name === "encoder" ? site : found.site(name)) };
    return scoreParameterCell(decomposition, network, { backend, rng: rng(1) });
  };
  expect(await scores(1)).toMatchObject({ distinct: 3, mmcs: 1, ml2r: 1, faithfulness: 0, alive: 3, l0: 6 });
  // Neurons are features here: each is wrong to matter at the probes of the two others, at both sites.
  expect(await scores(1)).toMatchObject({ identityError: 12, denseError: 0 });
  const { trueL0 } = await scores(1);
  expect(Math.abs(trueL0 - 2 * 3 * 0.2)).toBeLessThan(0.1);
  expect(await scores(2)).toMatchObject({ mmcs: 1, ml2r: 2, faithfulness: 0.5 });
});

it("starts APD at the truth and refuses too few components for it", async () => {
  const network = axes();
  const input = {
    kind: "parameters",
    network,
    source: network.source,
    truth: truthBySite(network.mechanisms),
  } as const;
  const params = { components: 3, rank: 2, steps: 1, learningRate: 1e-6 };
  const found = await run(apdOracle, input, { backend, seed: 1, params: params as never });
  const { mmcs, distinct } = await scoreParameterCell(found, network, { backend, rng: rng(2) });
  expect([mmcs > 0.999, distinct]).toEqual([true, 3]);
  const few = run(apdOracle, input, { backend, seed: 1, params: { ...params, components: 2 } as never });
  await expect(few).rejects.toMatchObject({ code: "bad-param" });
});

function caught(body: () => unknown): unknown {
  try {
    return body();
  } catch (error) {
    return error;
  }
}
