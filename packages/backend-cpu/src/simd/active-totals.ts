import type { FusedKernel } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";
import { entriesOf, grainOfEntries, listsOf, sharingPattern, sumSparse } from "./sparse.ts";

/** Codes `[batch × latents]` summed over the batch; the gradient is spread over the codes that are not 0. */
export function createActiveTotals(store: Store, engine: Engine, { columnSums, where }: Dense): FusedKernel {
  return {
    forward: ([input]) => {
      const codes = store.own("activeTotals", input!);
      if (codes.shape.length !== 2) badShape("activeTotals", "codes must be a matrix", codes.shape, "reshape them");
      const cols = codes.shape[1]!;
      const entries = entriesOf(engine, codes);
      if (!entries) return columnSums(codes, cols);
      const out = store.make([cols]);
      sumSparse(engine, entries, out.pointer);
      return out;
    },
    backward: ({ inputs, upstream }) => {
      const codes = store.own("activeTotals", inputs[0]!);
      const slopes = store.own("activeTotals", upstream);
      const entries = entriesOf(engine, codes);
      let ofCodes: CpuTensor;
      if (entries) {
        const { pattern, values } = entries;
        ofCodes = store.makeSparse(
          codes.shape,
          sharingPattern(engine, pattern, (to) => {
            const operands = [slopes.pointer, ...listsOf(pattern), values.pointer, to];
            engine.run("spreadRow", pattern.rows, grainOfEntries(pattern, 4), ...operands);
          }),
        );
      } else {
        ofCodes = store.make(codes.shape);
        where(codes, slopes, ofCodes);
      }
      return [ofCodes];
    },
  };
}
