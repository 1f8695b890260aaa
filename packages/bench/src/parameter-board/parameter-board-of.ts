import { aggregate, type Measured } from "@exampledon/claims";
import type { BoardSize } from "../board/contract.ts";
import type {
  Bar,
  BoardNetwork,
  FinishedParameterCell,
  ParameterBoardResult,
  ParameterBoardRow,
  ParameterRowPlan,
} from "./contract.ts";
import { isCellOf } from "./plan-parameter-cells.ts";

/** What a board of parameter decompositions is made of. */
export interface ParameterBoardParts {
  readonly size: BoardSize;
  readonly rows: readonly ParameterRowPlan[];
  readonly networks: readonly BoardNetwork[];
  readonly seeds: readonly number[];
  /** In any order; one for each row and seed. */
  readonly cells: readonly FinishedParameterCell[];
  readonly provenance: Omit<ParameterBoardResult["provenance"], "milliseconds" | "backend">;
}

/** Joins finished cells into a board and judges every row's bars, seed by seed. */
export function parameterBoardOf({
  size,
  rows,
  networks,
  seeds,
  cells,
  provenance,
}: ParameterBoardParts): ParameterBoardResult {
  const used = networks.filter(({ id }) => rows.some(({ network }) => network === id));
  return {
    schema: 1,
    size,
    seeds,
    networks: Object.fromEntries(used.map(({ id, title, params }) => [id, { title, params }])),
    rows: rows.map((row) => {
      const own = cells.filter(({ cell }) => isCellOf(cell, row));
      const ordered = seeds.flatMap((seed) => own.filter(({ cell }) => cell.seed === seed));
      return rowOf(row, ordered);
    }),
    provenance: {
      ...provenance,
      backend: [...new Set(cells.map(({ backend }) => backend))].sort().join(", "),
      milliseconds: Math.round(cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
    },
  };
}

/** Whether a value is within a bar; one that is undefined is not. */
export function meetsBar(value: number | undefined, { min, max }: Pick<Bar, "min" | "max">): boolean {
  return value !== undefined && (min === undefined || value >= min) && (max === undefined || value <= max);
}

function rowOf(row: ParameterRowPlan, cells: readonly FinishedParameterCell[]): ParameterBoardRow {
  const names = [...new Set(cells.flatMap(({ values }) => Object.keys(values)))].filter((name) =>
    cells.every(({ values }) => values[name] !== undefined),
  );
  const samples = Object.fromEntries(names.map((name) => [name, cells.map(({ values }) => values[name]!)]));
  const meets = (bars: readonly Bar[]): number =>
    cells.filter(({ values }) => bars.every((bar) => meetsBar(values[bar.value], bar))).length;
  return {
    ...row,
    bars: row.bars.map((bar) => ({ ...bar, met: meets([bar]) })),
    meets: row.bars.length > 0 ? meets(row.bars) : 0,
    values: Object.fromEntries(
      Object.entries(samples).map(([name, list]): [string, Measured] => [name, aggregate(list)]),
    ),
    samples,
    seconds: cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / (1000 * cells.length),
  };
}
