import { type Primitives, primitiveShapes, type Shape, sizeOf, type Tensor } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { divide, type Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

type Gathers = Pick<Primitives, "gather" | "gatherAlong" | "scatterAdd" | "scatterAddAlong">;

/**
 * Picking by index and its adjoints. The adjoints are turned round: each output element adds what is sent to it, so that
 * repeated indices add up without threads writing to one place.
 *
 * Indices on the host are checked. On a GPU that would mean waiting for them, so there one that is out of range gives
 * NaN where it is read, and where it would have been added.
 */
export function createGather(store: Store): Gathers {
  return {
    gather: (x, indices, axis) => {
      const shape = primitiveShapes.gather(x.shape, indices.shape, axis);
      const size = x.shape[axis]!;
      assertIndices("gather", store, indices, size);
      return store.run(GATHER, shape, [x, indices, size, shape[axis]!, innerOf(shape, axis), Number.NaN]);
    },
    scatterAdd: (x, indices, axis, size) => {
      const shape = primitiveShapes.scatterAdd(x.shape, indices.shape, axis, size);
      assertIndices("scatterAdd", store, indices, size);
      return store.run(SCATTER_ADD, shape, [x, indices, size, x.shape[axis]!, innerOf(shape, axis), Number.NaN]);
    },
    gatherAlong: (x, indices) => {
      const shape = primitiveShapes.gatherAlong(x.shape, indices.shape);
      const width = x.shape.at(-1)!;
      assertIndices("gatherAlong", store, indices, width);
      return store.run(GATHER_ALONG, shape, [x, indices, width, shape.at(-1)!, Number.NaN]);
    },
    scatterAddAlong: (x, indices, size) => {
      const shape = primitiveShapes.scatterAddAlong(x.shape, indices.shape, size);
      assertIndices("scatterAddAlong", store, indices, size);
      return store.run(SCATTER_ADD_ALONG, shape, [x, indices, size, x.shape.at(-1)!, Number.NaN]);
    },
  };
}

const ALONG_AXIS = {
  x: "numbers",
  indices: "numbers",
  size: "whole",
  count: "whole",
  inner: "whole",
  nan: "real",
} as const;
const ALONG_ROWS = { x: "numbers", indices: "numbers", width: "whole", count: "whole", nan: "real" } as const;

const GATHER: Kernel = {
  name: "gather",
  inputs: ALONG_AXIS,
  body: `
    ${divide("i", "inner", "line", "place")}
    ${divide("line", "count", "outer", "pick")}
    const index = indices[pick];
    if (index >= 0 && index < size && index === Math.floor(index)) {
      return x[(outer * size + index) * inner + place];
    }
    return nan;`,
};

const SCATTER_ADD: Kernel = {
  name: "scatterAdd",
  inputs: ALONG_AXIS,
  body: `
    ${divide("i", "inner", "line", "place")}
    ${divide("line", "size", "outer", "target")}
    const start = outer * count;
    let sum = 0;
    for (let p = 0; p < count; p++) {
      const index = indices[p];
      if (index === target) { sum += x[(start + p) * inner + place]; }
      if (!(index >= 0 && index < size && index === Math.floor(index))) { sum = nan; }
    }
    return sum;`,
};

/** `x[row, indices[row, j]]`. */
export const GATHER_ALONG: Kernel = {
  name: "gatherAlong",
  inputs: ALONG_ROWS,
  body: `
    ${divide("i", "count", "row", "pick")}
    const index = indices[i];
    if (index >= 0 && index < width && index === Math.floor(index)) { return x[row * width + index]; }
    return nan;`,
};

const SCATTER_ADD_ALONG: Kernel = {
  name: "scatterAddAlong",
  inputs: ALONG_ROWS,
  body: `
    ${divide("i", "width", "row", "target")}
    const start = row * count;
    let sum = 0;
    for (let p = 0; p < count; p++) {
      const index = indices[start + p];
      if (index === target) { sum += x[start + p]; }
      if (!(index >= 0 && index < width && index === Math.floor(index))) { sum = nan; }
    }
    return sum;`,
};

function innerOf(shape: Shape, axis: number): number {
  return sizeOf(shape.slice(axis + 1));
}

function assertIndices(where: string, { device, handles }: Store, indices: Tensor, size: number): void {
  const numbers = device.peek(handles.storage(where, indices));
  const at = numbers?.findIndex((index) => !(index >= 0 && index < size && Number.isInteger(index))) ?? -1;
  if (at < 0) return;
  fail("bad-param", {
    where,
    problem: `every index must be a whole number in [0, ${size})`,
    got: `${numbers![at]} at ${at}`,
    cure: "check what made the indices",
  });
}
