import { fail, parseParams } from "@exampledon/core";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { BoardSize } from "../board/contract.ts";
import type { BoardNetwork, ParameterCell, ParameterRowPlan } from "./contract.ts";

/** What to put on a board of parameter decompositions. */
export interface ParameterBoardRequest {
  readonly size: BoardSize;
  readonly rows: readonly ParameterRowPlan[];
  readonly methods: readonly ParameterDecomposerDefinition[];
  readonly networks: readonly BoardNetwork[];
  readonly seeds: readonly number[];
}

/** Seeds of the board by default. */
export const parameterBoardSeeds: readonly number[] = [0, 1, 2, 3, 4];

/**
 * Every fit of the rows, row by row, each with every seed.
 * @throws `unknown-id` for a row of a method or network that is not given; `bad-param`
 */
export function planParameterCells({
  size,
  rows,
  methods,
  networks,
  seeds,
}: ParameterBoardRequest): readonly ParameterCell[] {
  return rows.flatMap(({ network: networkId, method: methodId, start, params, inputs }) => {
    const method = byId(methods, methodId);
    const network = byId(networks, networkId);
    const cell = {
      network: networkId,
      networkParams: parseParams(network.definition.id, network.definition.params, network.params),
      method: methodId,
      start,
      params: parseParams(methodId, method.params, params),
      inputs,
      size,
    };
    return seeds.map((seed) => ({ ...cell, seed }));
  });
}

/** Whether a cell is one of a row's. */
export function isCellOf(
  cell: Pick<ParameterCell, "network" | "method" | "start">,
  row: Pick<ParameterRowPlan, "network" | "method" | "start">,
): boolean {
  return cell.network === row.network && cell.method === row.method && cell.start === row.start;
}

function byId<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  return (
    items.find((item) => item.id === id) ??
    fail("unknown-id", {
      where: "planParameterCells",
      problem: `a row must name one of ${items.map((item) => item.id).join(", ")}`,
      got: id,
      cure: "correct the row, or pass what it names",
    })
  );
}
