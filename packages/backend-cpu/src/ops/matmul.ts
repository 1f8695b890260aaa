import type { Primitives, Shape } from "@exampledon/compute";
import { eachRow, nestOf } from "../nest.ts";
import { badShape, broadcastShapes, broadcastStrides, sizeOf } from "../shapes.ts";
import type { Store } from "../store.ts";
import type { CpuTensor } from "../tensor.ts";
import { transposed, type View, viewOf } from "../view.ts";

/** `C[m × n] = A[m × k] · B[k × n]`, C dense and row-major from `offset` on. */
export type Product = (
  m: number,
  n: number,
  k: number,
  a: View<CpuTensor>,
  b: View<CpuTensor>,
  c: CpuTensor,
  offset: number,
) => void;

/** Matrix products; leading axes broadcast. O(m·n·k) per matrix, or O(non-zeros · width) when an operand is sparse. */
export function createMatmul(store: Store, product: Product): Pick<Primitives, "matmul"> {
  return {
    matmul: (a, b, { transposeA = false, transposeB = false } = {}) => {
      const left = store.own("matmul", a);
      const right = store.own("matmul", b);
      const [aRows, aCols] = lastTwo(a.shape);
      const [bRows, bCols] = lastTwo(b.shape);
      const [m, k] = transposeA ? [aCols, aRows] : [aRows, aCols];
      const [inner, n] = transposeB ? [bCols, bRows] : [bRows, bCols];
      if (k !== inner) {
        badShape(
          "matmul",
          "inner sizes must agree",
          `[${a.shape}]${transposeA ? "ᵀ" : ""} · [${b.shape}]${transposeB ? "ᵀ" : ""}`,
          "transpose an operand or check the widths",
        );
      }
      const aLead = a.shape.slice(0, -2);
      const bLead = b.shape.slice(0, -2);
      const lead = broadcastShapes("matmul", aLead, bLead);
      const out = store.make([...lead, m, n]);
      const at = (data: CpuTensor, cols: number, offset: number, swap: boolean): View<CpuTensor> =>
        swap ? transposed(viewOf(data, cols, offset)) : viewOf(data, cols, offset);
      // One matrix on the right of many: their rows stack into one tall product.
      if (!transposeA && sizeOf(bLead) === 1) {
        const rows = sizeOf(aLead) * m;
        product(rows, n, k, viewOf(left, k), at(right, bCols, 0, transposeB), out, 0);
        return out;
      }
      const strides = [broadcastStrides(aLead, lead), broadcastStrides(bLead, lead)];
      const nest = nestOf(lead, strides);
      const [aStep, bStep] = nest.steps as [number, number];
      let to = 0;
      eachRow(nest, ([aStart, bStart]) => {
        for (let i = 0; i < nest.length; i++, to += m * n) {
          const aView = at(left, aCols, (aStart! + i * aStep) * m * k, transposeA);
          const bView = at(right, bCols, (bStart! + i * bStep) * k * n, transposeB);
          product(m, n, k, aView, bView, out, to);
        }
      });
      return out;
    },
  };
}

function lastTwo(shape: Shape): [number, number] {
  if (shape.length < 2) badShape("matmul", "both operands must have at least two axes", shape, "reshape the vector");
  return [shape.at(-2)!, shape.at(-1)!];
}
