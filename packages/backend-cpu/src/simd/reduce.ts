import type { ReduceLoop } from "../ops/reduce.ts";
import { reduce as reduceScalar } from "../scalar/reduce.ts";
import { sizeOf } from "../shapes.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 32_768;
/** Length of the parts of a long sum, as in the kernel. */
const PART = 8192;

/** Sums in float64 and maxima over neighbouring axes; over axes with others in between, number by number. */
export function createReduceLoop(engine: Engine): ReduceLoop {
  return (name, x, axes, kept, out) => {
    const first = axes[0] ?? x.shape.length;
    const last = axes.at(-1) ?? first - 1;
    if (last - first + 1 !== axes.length) {
      reduceScalar(name, x, axes, kept, out);
      return;
    }
    const outer = sizeOf(x.shape.slice(0, first));
    const reduced = sizeOf(x.shape.slice(first, last + 1));
    const inner = sizeOf(x.shape.slice(last + 1));
    const [from, to] = [x.pointer, out.pointer];
    if (inner > 1) {
      const kernel = name === "sum" ? "sumColumns" : "maxColumns";
      const grain = 4 * Math.ceil(GRAIN / 4 / reduced);
      for (let o = 0; o < outer; o++) {
        engine.run(kernel, inner, grain, from + 4 * o * reduced * inner, reduced, inner, to + 4 * o * inner);
      }
    } else if (name === "max") {
      engine.run("maxRows", outer, Math.ceil(GRAIN / reduced), from, reduced, to);
    } else if (outer > 1 || reduced <= PART) {
      engine.run("sumRows", outer, Math.ceil(GRAIN / reduced), from, reduced, to);
    } else {
      const parts = Math.ceil(reduced / PART);
      const sums = engine.heap.allocate(2 * parts);
      engine.run("sumPartly", parts, GRAIN / PART, from, reduced, sums.pointer);
      engine.kernels.sumParts(sums.pointer, parts, to);
      engine.heap.release(sums);
    }
  };
}
