import type { FusedKernel, Tensor } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 8192;
/** Columns of one strip of a column sum, as in the kernels. */
const STRIP = 256;
const SLOPE = 0.01;

/** The fused ops of gated components, each in one pass over `[batch × components]`; column sums in float64. */
export function createGates(store: Store, engine: Engine): Readonly<Record<string, FusedKernel>> {
  const own = (where: string, tensors: readonly (Tensor | undefined)[]): CpuTensor[] =>
    tensors.map((tensor) =>
      tensor ? store.own(where, tensor) : badShape(where, "all inputs must be given", tensors.length, "pass them"),
    );
  const sizesOf = (
    where: string,
    x: CpuTensor,
    others: readonly CpuTensor[],
  ): readonly [rows: number, cols: number] => {
    const [rows, cols] = x.shape;
    if (x.shape.length !== 2 || others.some(({ shape }) => shape.at(-1) !== cols)) {
      const shapes = [x, ...others].map(({ shape }) => `[${shape}]`).join(", ");
      badShape(
        where,
        "inputs must be [batch × components] or have one number per component",
        shapes,
        "check the widths",
      );
    }
    return [rows!, cols!];
  };
  const rowGrain = (cols: number): number => Math.ceil(GRAIN / cols);
  const make = (wanted: boolean | undefined, shape: readonly number[]): CpuTensor | undefined =>
    wanted ? store.make(shape) : undefined;
  const at = (tensor: CpuTensor | undefined): number => tensor?.pointer ?? 0;

  const affineGate: FusedKernel = {
    forward: (inputs) => {
      const [x, weight, bias] = own("affineGate", inputs) as [CpuTensor, CpuTensor, CpuTensor];
      const [rows, cols] = sizesOf("affineGate", x, [weight, bias]);
      const out = store.make(x.shape);
      engine.run("affineGate", rows, rowGrain(cols), cols, at(x), at(weight), at(bias), at(out));
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const [x, weight, flow] = own("affineGate", [inputs[0], inputs[1], upstream]) as [
        CpuTensor,
        CpuTensor,
        CpuTensor,
      ];
      const [rows, cols] = sizesOf("affineGate", x, [weight, flow]);
      const results = [make(needs[0], x.shape), make(needs[1], [cols]), make(needs[2], [cols])];
      const pointers = [x, weight, flow, ...results].map(at);
      engine.run("affineGateBack", cols, STRIP, rows, cols, ...pointers);
      return results;
    },
  };

  const gatedMask: FusedKernel = {
    forward: (inputs, { slope = SLOPE, leak = 0 }) => {
      const [x, gate, sources] = own("gatedMask", inputs) as [CpuTensor, CpuTensor, CpuTensor];
      const [rows, cols] = sizesOf("gatedMask", x, [gate, sources]);
      const out = store.make(x.shape);
      const pointers = [x, gate, sources].map(at);
      engine.run("gatedMask", rows, rowGrain(cols), cols, ...pointers, stepOf(sources), slope, leak, at(out));
      return out;
    },
    backward: ({ inputs, upstream, needs }, { slope = SLOPE, leak = 0 }) => {
      const [x, gate, sources, flow] = own("gatedMask", [...inputs, upstream]) as [
        CpuTensor,
        CpuTensor,
        CpuTensor,
        CpuTensor,
      ];
      const [rows, cols] = sizesOf("gatedMask", x, [gate, sources, flow]);
      const [ofX, ofGate, perSample] = needs.map((need) => make(need, x.shape));
      const pointers = [x, gate, sources].map(at);
      const results = [flow, ofX, ofGate, perSample].map(at);
      engine.run("gatedMaskBack", rows, rowGrain(cols), cols, ...pointers, stepOf(sources), slope, leak, ...results);
      if (!perSample || sources.shape[0] === rows) return [ofX, ofGate, perSample];
      const ofSources = store.make([1, cols]);
      engine.run("sumColumns", cols, STRIP, at(perSample), rows, cols, at(ofSources));
      store.dispose(perSample);
      return [ofX, ofGate, ofSources];
    },
  };

  const smoothL0Totals: FusedKernel = {
    forward: (inputs, { gamma = 0.5, slope = SLOPE }) => {
      const [gate] = own("smoothL0Totals", inputs) as [CpuTensor];
      const [rows, cols] = sizesOf("smoothL0Totals", gate, []);
      const out = store.make([cols]);
      engine.run("smoothL0Totals", cols, STRIP, rows, cols, at(gate), gamma, slope, at(out));
      return out;
    },
    backward: ({ inputs, upstream }, { gamma = 0.5, slope = SLOPE }) => {
      const [gate, flow] = own("smoothL0Totals", [inputs[0], upstream]) as [CpuTensor, CpuTensor];
      const [rows, cols] = sizesOf("smoothL0Totals", gate, [flow]);
      const out = store.make(gate.shape);
      engine.run("smoothL0TotalsBack", rows, rowGrain(cols), cols, at(gate), gamma, slope, at(flow), at(out));
      return [out];
    },
  };
  return { affineGate, gatedMask, smoothL0Totals };
}

/** Bytes from one row of sources to the next: none where one row is for all samples. */
function stepOf({ shape }: CpuTensor): number {
  return shape[0] === 1 ? 0 : 4 * shape[1]!;
}
