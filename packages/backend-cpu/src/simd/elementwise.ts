import type { Shape } from "@exampledon/compute";
import { eachRow, type Nest, nestOf } from "../nest.ts";
import { BINARY, type BinaryLoop, type WhereLoop } from "../ops/binary.ts";
import { UNARY, type UnaryLoop } from "../ops/unary.ts";
import { broadcastStrides, sameShape } from "../shapes.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 16_384;
/** Length of the rows that a long array is cut into. */
const ROW = 4096;

/** Element-wise kernels. */
export function createElementwise(engine: Engine): {
  readonly unary: UnaryLoop;
  readonly binary: BinaryLoop;
  readonly where: WhereLoop;
} {
  return {
    unary: (name, x, out) => {
      engine.run("unary", x.size, GRAIN, UNARY.indexOf(name), x.pointer, out.pointer);
    },
    binary: (name, a, b, out) => {
      const code = BINARY.indexOf(name);
      eachTable(out.shape, out.size, [a.shape, b.shape], ({ rows, cols, size, steps }, to, [from, other]) => {
        engine.run(
          "binary",
          rows,
          Math.ceil(GRAIN / cols),
          code,
          cols,
          size,
          out.pointer + 4 * to,
          a.pointer + 4 * from!,
          steps[0]![0],
          steps[0]![1],
          b.pointer + 4 * other!,
          steps[1]![0],
          steps[1]![1],
        );
      });
    },
    where: (test, a, b, out) => {
      const operands = [test.shape, a.shape, b.shape];
      eachTable(out.shape, out.size, operands, ({ rows, cols, size, steps }, to, [gate, from, other]) => {
        engine.run(
          "where",
          rows,
          Math.ceil(GRAIN / cols),
          cols,
          size,
          out.pointer + 4 * to,
          test.pointer + 4 * gate!,
          steps[0]![0],
          steps[0]![1],
          a.pointer + 4 * from!,
          steps[1]![0],
          steps[1]![1],
          b.pointer + 4 * other!,
          steps[2]![0],
          steps[2]![1],
        );
      });
    },
  };
}

/** The two inner loops of an element-wise op: `size` numbers in rows of `cols`, with each operand's row and column step. */
interface Table {
  readonly rows: number;
  readonly cols: number;
  readonly size: number;
  readonly steps: readonly (readonly [row: number, col: number])[];
}

/** Visits the tables that an element-wise op over `shape` consists of, with the offsets of the result and the operands. */
function eachTable(
  shape: Shape,
  size: number,
  operands: readonly Shape[],
  visit: (table: Table, to: number, offsets: readonly number[]) => void,
): void {
  if (operands.every((operand) => sameShape(operand, shape))) {
    visit(
      longRow(
        size,
        operands.map(() => 1),
      ),
      0,
      operands.map(() => 0),
    );
    return;
  }
  const nest = nestOf(
    shape,
    operands.map((operand) => broadcastStrides(operand, shape)),
  );
  const rows = nest.outer.at(-1);
  if (rows === undefined) {
    visit(
      longRow(nest.length, nest.steps),
      0,
      operands.map(() => 0),
    );
    return;
  }
  const steps = nest.outerSteps.map((outer, i) => [outer.at(-1)!, nest.steps[i]!] as const);
  const table = { rows, cols: nest.length, size: rows * nest.length, steps };
  eachRow(withoutInner(nest), (offsets, at) => visit(table, at * table.size, offsets));
}

/** One long row as several, so that threads can share it. */
function longRow(size: number, steps: readonly number[]): Table {
  const cols = Math.min(ROW, size);
  return { rows: Math.ceil(size / cols), cols, size, steps: steps.map((step) => [step * cols, step] as const) };
}

/** The loops outside the two innermost ones. */
function withoutInner({ outer, outerSteps }: Nest): Nest {
  return { length: 1, steps: [], outer: outer.slice(0, -1), outerSteps: outerSteps.map((steps) => steps.slice(0, -1)) };
}
