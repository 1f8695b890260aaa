import { defaultsOf, type ParamSpec, type ParamsOf, parseParams } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import type { BoardAbsence, BoardCell, BoardSize, BoardWorld, SweepPoint } from "./contract.ts";
import { sweepOf, threeOf } from "./sweep.ts";

/** What to put on a board. */
export interface BoardRequest {
  readonly size: BoardSize;
  readonly methods: readonly DecomposerDefinition[];
  readonly worlds: readonly BoardWorld[];
  readonly seeds: readonly number[];
}

/** The cells of a board, and the methods that have none. */
export interface BoardPlan {
  readonly cells: readonly BoardCell[];
  readonly absent: readonly BoardAbsence[];
}

/** Length of learning, and samples to learn from at once, as multiples of each method's defaults. */
const LENGTH: Readonly<Record<BoardSize, number>> = { ci: 0.2, full: 2.5 };
const SAMPLES: Readonly<Record<BoardSize, number>> = { ci: 0.5, full: 1 };
/** Iterations of a code that is found by iteration, as a multiple of the default. */
const CODING: Readonly<Record<BoardSize, number>> = { ci: 0.25, full: 1 };

/** Seeds of a board by default. */
export const boardSeeds: readonly number[] = [1, 2, 3, 4, 5];

/** Every fit of a board: world by world, each method along its sweep, each with every seed. */
export function planCells({ size, methods, worlds, seeds }: BoardRequest): BoardPlan {
  const absent = methods.flatMap(({ id, tags }) => {
    const reason = unfit(tags);
    return reason ? [{ method: id, reason }] : [];
  });
  const shown = methods.filter(({ tags }) => !unfit(tags));
  const cells = worlds.flatMap(({ id: world, sizes }) =>
    shown.flatMap((method) => {
      const { width } = sizes[size];
      const points = sweepOf(method.params, width);
      const chosen: readonly (SweepPoint | undefined)[] =
        points.length === 0 ? [undefined] : size === "ci" ? threeOf(points) : points;
      return chosen.flatMap((sweep) => {
        const params = paramsFor(method, width, size, sweep);
        return seeds.map((seed) => ({ method: method.id, params, ...(sweep && { sweep }), world, size, seed }));
      });
    }),
  );
  return { cells, absent };
}

function unfit({ space, usesNetwork, needsParts }: DecomposerDefinition["tags"]): string | undefined {
  if (space !== "activation")
    return "it decomposes a network's parameters, and the board's worlds have activations only";
  if (needsParts) return "it needs activations of several parts";
  return usesNetwork ? "it needs the network that reads the activations" : undefined;
}

/** A method's parameters: its defaults, but for the width of its dictionary, how long and from how much it learns, and the sweep. */
function paramsFor(
  { id, params: spec }: DecomposerDefinition,
  width: number,
  size: BoardSize,
  sweep: SweepPoint | undefined,
): ParamsOf<ParamSpec> {
  const values: Record<string, unknown> = defaultsOf(spec);
  // A default of 0 leaves the number of components to the method.
  for (const name of ["latents", "components"]) if (values[name]) values[name] = width;
  const scale = (names: readonly string[], factor: number): void => {
    for (const name of names) if (name in spec) values[name] = Math.max(1, Math.round(Number(values[name]) * factor));
  };
  scale(["steps", "iterations"], LENGTH[size]);
  scale(["batch", "samples"], SAMPLES[size]);
  scale(["codeIterations"], CODING[size]);
  // A default k may be more than a small dictionary holds.
  for (const [name, field] of Object.entries(spec)) {
    if (field.kind === "integer" && field.sweep && Number(values[name]) > width) values[name] = width;
  }
  if (sweep) values[sweep.param] = sweep.value;
  return parseParams(id, spec, values);
}
