import type { FusedKernel } from "@exampledon/compute";
import { affineOf } from "../ops/affine.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { transposed, viewOf } from "../view.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";
import { entriesOf, grainOfEntries, listsOf, sharingPattern, sparseTimes, sparseTransposedTimes } from "./sparse.ts";

/**
 * `z · W + bias` for mostly-zero codes z `[… × latents]`, W `[latents × dim]`, bias `[dim]`.
 *
 * Where few codes are on, every product touches those alone, and their gradient is held by its entries.
 */
export function createSparseDecode(store: Store, engine: Engine, dense: Dense): FusedKernel {
  const { product, where, columnSums, allFinite } = dense;
  return {
    forward: (inputs) => {
      const { x: codes, weights, bias, rows, inner, cols } = affineOf("sparseDecode", store, inputs);
      const out = store.make([...codes.shape.slice(0, -1), cols]);
      const entries = entriesOf(engine, codes);
      if (entries && allFinite(weights)) {
        sparseTimes(engine, entries, weights.pointer, cols, bias.pointer, out.pointer);
      } else {
        product(rows, cols, inner, viewOf(codes, inner), viewOf(weights, cols), out, 0, { bias });
      }
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const { x: codes, weights, rows, inner, cols } = affineOf("sparseDecode", store, inputs);
      const slopes = store.own("sparseDecode", upstream);
      const entries = entriesOf(engine, codes);
      let ofCodes: CpuTensor | undefined;
      if (needs[0] && entries) {
        const { pattern, values } = entries;
        ofCodes = store.makeSparse(
          codes.shape,
          sharingPattern(engine, pattern, (to) => {
            const operands = [slopes.pointer, weights.pointer, cols, ...listsOf(pattern), values.pointer, to];
            engine.run("sparseDots", pattern.rows, grainOfEntries(pattern, cols), ...operands);
          }),
        );
      } else if (needs[0]) {
        const all = store.make(codes.shape);
        product(rows, inner, cols, viewOf(slopes, cols), transposed(viewOf(weights, cols)), all, 0);
        ofCodes = store.make(codes.shape);
        where(codes, all, ofCodes);
        store.dispose(all);
      }
      let ofWeights: CpuTensor | undefined;
      if (needs[1] && entries && allFinite(slopes)) {
        ofWeights = store.zeros([inner, cols]);
        sparseTransposedTimes(engine, entries, slopes.pointer, cols, ofWeights.pointer);
      } else if (needs[1]) {
        ofWeights = store.make([inner, cols]);
        product(inner, cols, rows, transposed(viewOf(codes, inner)), viewOf(slopes, cols), ofWeights, 0);
      }
      return [ofCodes, ofWeights, needs[2] ? columnSums(slopes, cols) : undefined];
    },
  };
}
