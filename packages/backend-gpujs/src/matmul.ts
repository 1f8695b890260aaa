import { type Primitives, primitiveShapes, sizeOf } from "@exampledon/compute";
import { divide, type Kernel } from "./kernel.ts";
import { broadcastStrides } from "./shapes.ts";
import type { Store } from "./store.ts";
import { walking, walkNumbers, walkOf } from "./strided.ts";

/** Matrix products; leading axes broadcast. One sum of products per output element: O(m·n·k) per matrix. */
export function createMatmul(store: Store): Pick<Primitives, "matmul"> {
  return {
    matmul: (a, b, { transposeA = false, transposeB = false } = {}) => {
      const shape = primitiveShapes.matmul(a.shape, b.shape, { transposeA, transposeB });
      const lead = shape.slice(0, -2);
      const [aLead, bLead] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
      const [aCols, bCols, m, n] = [a.shape.at(-1)!, b.shape.at(-1)!, shape.at(-2)!, shape.at(-1)!];
      const k = transposeA ? a.shape.at(-2)! : aCols;
      const steps = [...(transposeA ? [1, aCols] : [aCols, 1]), ...(transposeB ? [1, bCols] : [bCols, 1])] as const;
      // One matrix on the right of many: their rows stack into one tall product.
      if (sizeOf(lead) === 1 || (!transposeA && sizeOf(bLead) === 1)) {
        return store.run(PLAIN, shape, [a, b, n, k, ...steps]);
      }
      const walk = walkOf(lead, [
        broadcastStrides(aLead, lead).map((stride) => stride * m * k),
        broadcastStrides(bLead, lead).map((stride) => stride * k * n),
      ]);
      return store.run(batched(walk.sizes.length), shape, [a, b, n, k, ...steps, m, ...walkNumbers(walk)]);
    },
  };
}

const INPUTS = {
  a: "numbers",
  b: "numbers",
  cols: "whole",
  count: "whole",
  aRow: "whole",
  aStep: "whole",
  bStep: "whole",
  bCol: "whole",
} as const;

const SUM = `
  let sum = 0;
  for (let p = 0; p < count; p++) {
    sum += a[aStart + p * aStep] * b[bStart + p * bStep];
  }
  return sum;`;

const PLAIN: Kernel = {
  name: "matmul",
  inputs: INPUTS,
  body: `
    ${divide("i", "cols", "row", "col")}
    const aStart = row * aRow;
    const bStart = col * bCol;
    ${SUM}`,
};

function batched(rank: number): Kernel {
  const { inputs, statements } = walking(rank, ["x", "y"], "batch");
  return {
    name: `matmul/${rank}`,
    inputs: { ...INPUTS, rows: "whole", ...inputs },
    body: `
      ${divide("i", "cols", "line", "col")}
      ${divide("line", "rows", "batch", "row")}
      ${statements}
      const aStart = xAt + row * aRow;
      const bStart = yAt + col * bCol;
      ${SUM}`,
  };
}
