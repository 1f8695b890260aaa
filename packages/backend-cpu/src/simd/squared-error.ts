import type { FusedKernel } from "@exampledon/compute";
import { badShape, sameShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import type { Dense } from "./dense.ts";
import type { Engine } from "./engine.ts";

/** Numbers that are worth a thread's while. */
const GRAIN = 16_384;

/** `Σ (a − b)²`; the sum in float64, in the order of every long sum. */
export function createSquaredError(store: Store, engine: Engine, { sum }: Dense): FusedKernel {
  const differences = (a: CpuTensor, b: CpuTensor, factor: number, squared: boolean): CpuTensor => {
    const out = store.make(a.shape);
    engine.run("differences", a.size, GRAIN, a.pointer, b.pointer, factor, Number(squared), out.pointer);
    return out;
  };
  return {
    forward: ([first, second]) => {
      const [a, b] = [store.own("squaredError", first!), store.own("squaredError", second!)];
      if (!sameShape(a.shape, b.shape)) {
        badShape("squaredError", "the shapes must be the same", `[${a.shape}] and [${b.shape}]`, "broadcast one");
      }
      const squares = differences(a, b, 1, true);
      const out = sum(squares);
      store.dispose(squares);
      return out;
    },
    backward: ({ inputs, upstream, needs }) => {
      const [a, b] = inputs.map((input) => store.own("squaredError", input)) as [CpuTensor, CpuTensor];
      const factor = 2 * store.data("squaredError", upstream)[0]!;
      return [factor, -factor].map((each, i) => (needs[i] ? differences(a, b, each, false) : undefined));
    },
  };
}
