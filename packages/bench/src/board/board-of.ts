import { aggregate } from "@exampledon/claims";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import type {
  BoardAbsence,
  BoardProvenance,
  BoardResult,
  BoardRow,
  BoardSize,
  BoardWorld,
  FinishedCell,
} from "./contract.ts";
import { paretoFront } from "./pareto-front.ts";

/** What a board is made of. */
export interface BoardParts {
  readonly size: BoardSize;
  readonly methods: readonly DecomposerDefinition[];
  readonly worlds: readonly BoardWorld[];
  readonly seeds: readonly number[];
  /** In any order. */
  readonly cells: readonly FinishedCell[];
  /** Methods without cells. */
  readonly absent: readonly BoardAbsence[];
  readonly provenance: Omit<BoardProvenance, "milliseconds" | "backend">;
}

/** Joins finished cells into a board: means over seeds, world by world in the order of the methods and of their sweeps. */
export function boardOf(parts: BoardParts): BoardResult {
  const { size, methods, worlds, seeds, cells, provenance } = parts;
  const absent: BoardAbsence[] = [...parts.absent];
  const rows = worlds.flatMap(({ id: world }) =>
    withFront(
      methods.flatMap(({ id: method }) => {
        const own = cells.filter(({ cell }) => cell.world === world && cell.method === method);
        const refusal = own.flatMap(({ outcome }) => ("refused" in outcome ? [outcome.refused.message] : []));
        if (refusal.length > 0) {
          const share = refusal.length === own.length ? "" : `${refusal.length} of ${own.length} fits: `;
          absent.push({ method, world, reason: share + refusal[0]! });
        }
        return bySweep(own).flatMap((group) => rowOf(group));
      }),
      methods,
    ),
  );
  return {
    schema: 1,
    size,
    seeds,
    worlds: Object.fromEntries(worlds.map(({ id, title, sizes }) => [id, { title, ...sizes[size] }])),
    rows,
    absent,
    provenance: {
      ...provenance,
      backend: [...new Set(cells.map(({ backend }) => backend))].sort().join(", "),
      milliseconds: Math.round(cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
    },
  };
}

/** Cells of one method on one world, by their place on the sweep, sparsest first as the sweep lists them. */
function bySweep(cells: readonly FinishedCell[]): readonly (readonly FinishedCell[])[] {
  const groups = new Map<number | undefined, FinishedCell[]>();
  for (const cell of cells) {
    const value = cell.cell.sweep?.value;
    groups.set(value, [...(groups.get(value) ?? []), cell]);
  }
  return [...groups.values()];
}

function rowOf(cells: readonly FinishedCell[]): readonly Omit<BoardRow, "front">[] {
  const { method, world, sweep } = cells[0]!.cell;
  const found = cells.flatMap(({ outcome }) => ("values" in outcome ? [outcome.values] : []));
  if (found.length === 0) return [];
  const names = [...new Set(found.flatMap((values) => Object.keys(values)))];
  const values = Object.fromEntries(
    names.map((name) => {
      const { mean, low, high, n } = aggregate(found.flatMap((each) => each[name] ?? []));
      return [name, { mean, low, high, n }];
    }),
  );
  return [{ world, method, ...(sweep && { sweep }), values }];
}

/** Marks the rows on the front of L0 against FVU; methods that are told the truth do not compete. */
function withFront(
  rows: readonly Omit<BoardRow, "front">[],
  methods: readonly DecomposerDefinition[],
): readonly BoardRow[] {
  const told = new Set<string>(methods.flatMap(({ id, tags }) => (tags.usesTruth ? [id] : [])));
  const front = paretoFront(
    rows.map(({ method, values }) =>
      told.has(method) ? [Number.NaN, Number.NaN] : [values.l0?.mean ?? Number.NaN, values.fvu?.mean ?? Number.NaN],
    ),
  );
  return rows.map((row, i) => ({ ...row, front: front[i]! }));
}
