import { eachRow, nestOf } from "../nest.ts";
import type { Copy } from "../ops/layout.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 32_768;

/** Copies through strides, the two inner loops in one kernel. */
export function createCopy(engine: Engine): Copy {
  return (shape, from, fromOffset, fromStrides, to, toOffset, toStrides) => {
    const { length, steps, outer, outerSteps } = nestOf(shape, [fromStrides, toStrides]);
    const rows = outer.at(-1) ?? 1;
    const [fromRow, toRow] = outerSteps.map((loop) => loop.at(-1) ?? 0) as [number, number];
    const rest = {
      length: 1,
      steps,
      outer: outer.slice(0, -1),
      outerSteps: outerSteps.map((loop) => loop.slice(0, -1)),
    };
    eachRow(rest, ([fromAt, toAt]) => {
      engine.run(
        "copyRows",
        rows,
        4 * Math.ceil(GRAIN / 4 / length),
        length,
        to.pointer + 4 * (toOffset + toAt!),
        toRow,
        steps[1]!,
        from.pointer + 4 * (fromOffset + fromAt!),
        fromRow,
        steps[0]!,
      );
    });
  };
}
