import fc from "fast-check";
import { expect, it } from "vitest";
import { primitiveShapes as shapes } from "./primitive-shapes.ts";

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

it("a slice and its adjoint have each other's shapes", () => {
  const cut = sizes.chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      begin: fc.tuple(...shape.map((size) => fc.integer({ min: 0, max: size - 1 }))),
      stride: fc.tuple(...shape.map(() => fc.integer({ min: 1, max: 3 }))),
    }),
  );
  fc.assert(
    fc.property(cut, ({ shape, begin, stride }) => {
      const piece = shapes.slice(shape, begin, shape, stride);
      expect(shapes.unslice(piece, shape, begin, stride)).toEqual(shape);
    }),
  );
});

it("gather and scatter undo each other's shapes, along any axis", () => {
  fc.assert(
    fc.property(sizes, fc.nat(3), fc.integer({ min: 1, max: 9 }), (shape, axis, count) => {
      fc.pre(axis < shape.length);
      const picked = shapes.gather(shape, [count], axis);
      expect(shapes.scatterAdd(picked, [count], axis, shape[axis]!)).toEqual(shape);
    }),
  );
});

it("a product of transposed operands has the transposed shape", () => {
  expect(shapes.matmul([7, 2, 3], [3, 4])).toEqual([7, 2, 4]);
  expect(shapes.matmul([3, 2], [2, 4, 3], { transposeA: true, transposeB: true })).toEqual([2, 2, 4]);
  expect(() => shapes.matmul([2, 3], [2, 3])).toThrow("inner sizes");
  expect(() => shapes.tensor("fill", [2, 9], 17)).toThrow("at most 17");
});
