import type { FusedKernel } from "@exampledon/compute";
import { type Affine, affineOf } from "../ops/affine.ts";
import type { SparseNumbers } from "../sparse-numbers.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { transposed, viewOf } from "../view.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";
import { grainOfEntries, listsOf, sharingPattern, sumSparse } from "./sparse.ts";
import type { SparseTurned } from "./sparse-turned.ts";

/**
 * `relu(x · W + bias)`: x `[… × inner]`, W `[inner × cols]`, bias `[cols]`.
 *
 * A gradient that is held by its entries, because few units take part in what follows, touches those alone.
 */
export function createLinearRelu(
  store: Store,
  engine: Engine,
  { product, where, columnSums, allFinite }: Dense,
  { timesTurned, turnedTimes }: SparseTurned,
): FusedKernel {
  return {
    forward: (inputs) => {
      const { x, weights, bias, rows, inner, cols } = affineOf("linearRelu", store, inputs);
      const out = store.make([...x.shape.slice(0, -1), cols]);
      product(rows, cols, inner, viewOf(x, inner), viewOf(weights, cols), out, 0, { bias, relu: true });
      return out;
    },
    backward: ({ inputs, output, upstream, needs }) => {
      const affine = affineOf("linearRelu", store, inputs);
      const active = store.own("linearRelu", output);
      const slopes = store.own("linearRelu", upstream);
      const { x, weights, rows, inner, cols } = affine;
      if (slopes.sparse && allFinite(x) && allFinite(weights)) {
        return sparseBackward(affine, active, slopes, slopes.sparse, needs);
      }
      const flow = store.make(slopes.shape);
      where(active, slopes, flow);
      const ofX = needs[0] ? store.make(x.shape) : undefined;
      if (ofX) product(rows, inner, cols, viewOf(flow, cols), transposed(viewOf(weights, cols)), ofX, 0);
      const ofWeights = needs[1] ? store.make([inner, cols]) : undefined;
      if (ofWeights) product(inner, cols, rows, transposed(viewOf(x, inner)), viewOf(flow, cols), ofWeights, 0);
      const ofBias = needs[2] ? columnSums(flow, cols) : undefined;
      store.dispose(flow);
      return [ofX, ofWeights, ofBias];
    },
  };

  function sparseBackward(
    { x, weights, inner, cols }: Affine,
    active: CpuTensor,
    slopes: CpuTensor,
    given: SparseNumbers,
    needs: readonly boolean[],
  ): readonly (CpuTensor | undefined)[] {
    const { pattern, values } = given;
    // Entries of the output itself are where it is positive; other entries must be looked at.
    const own = active.sparse?.pattern === pattern;
    const masked = own
      ? undefined
      : store.makeSparse(
          slopes.shape,
          sharingPattern(engine, pattern, (to) => {
            const grain = grainOfEntries(pattern, 4);
            engine.run(
              "gateEntries",
              pattern.rows,
              grain,
              active.pointer,
              cols,
              ...listsOf(pattern),
              values.pointer,
              to,
            );
          }),
        );
    const flow = masked?.sparse ?? given;
    const ofX = needs[0] ? store.make(x.shape) : undefined;
    if (ofX) timesTurned(flow, weights, inner, ofX);
    const ofWeights = needs[1] ? store.make([inner, cols]) : undefined;
    if (ofWeights) turnedTimes(x, inner, flow, ofWeights);
    const ofBias = needs[2] ? store.make([cols]) : undefined;
    if (ofBias) sumSparse(engine, flow, ofBias.pointer);
    if (masked) store.dispose(masked);
    return [ofX, ofWeights, ofBias];
  }
}
