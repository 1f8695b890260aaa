import { isExampledonError } from "@exampledon/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";
import { createCheckpoint, decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { packFloats, unpackFloats } from "./pack-floats.ts";
import { packTensor, unpackTensor } from "./pack-tensor.ts";

const checkpoint = createCheckpoint({
  method: "test/method",
  params: { b: 1, a: true },
  step: 3,
  state: { weights: packTensor(Float32Array.of(1, -0, 1e-42, 3.5), [2, 2]), drift: -0, list: [1, { z: 1, y: 2 }] },
});

function codeOf(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    return isExampledonError(error) ? error.code : String(error);
  }
  return "nothing thrown";
}

test("floats come back to the same bits, whatever they are", () => {
  fc.assert(
    fc.property(fc.float32Array({ maxLength: 40, noNaN: true }), (values) => {
      const back = unpackFloats("test", packFloats(values), values.length);
      expect(new Uint32Array(back.buffer)).toEqual(new Uint32Array(values.slice().buffer));
    }),
  );
});

test("floats are little-endian", () => {
  expect(packFloats(Float32Array.of(1))).toBe(Buffer.from([0, 0, 0x80, 0x3f]).toString("base64"));
});

test("megabytes come back, and one wrong character in them is found", () => {
  const values = Float32Array.from({ length: 2 ** 20 }, (_, i) => i);
  const text = packFloats(values);
  expect(unpackFloats("test", text, values.length)[12_345]).toBe(12_345);
  expect(codeOf(() => unpackFloats("test", text.replace("A", "!"), values.length))).toBe("corrupt-file");
  expect(codeOf(() => unpackFloats("test", "A=AA", 1))).toBe("corrupt-file");
});

test("a tensor of another shape is corrupt", () => {
  const packed = packTensor(new Float32Array(6), [2, 3]);
  expect(unpackTensor("test", packed, [2, 3])).toEqual(new Float32Array(6));
  expect(codeOf(() => unpackTensor("test", packed, [3, 2]))).toBe("corrupt-file");
  expect(codeOf(() => unpackTensor("test", { ...packed, data: "" }, [2, 3]))).toBe("corrupt-file");
  expect(codeOf(() => unpackTensor("test", undefined, [2, 3]))).toBe("corrupt-file");
  expect(codeOf(() => packTensor(new Float32Array(5), [2, 3]))).toBe("bad-shape");
});

test("a checkpoint comes back equal, and equal state gives equal bytes whatever the order of keys", () => {
  const text = encodeCheckpoint(checkpoint);
  expect(decodeCheckpoint(text)).toEqual(checkpoint);
  const shuffled = JSON.parse(JSON.stringify(checkpoint));
  shuffled.state = { list: [1, { y: 2, z: 1 }], drift: -0, weights: checkpoint.state.weights };
  expect(encodeCheckpoint(shuffled)).toBe(text);
});

test("truncated or edited text is corrupt", () => {
  const text = encodeCheckpoint(checkpoint);
  for (let length = 0; length < text.length; length += 7) {
    expect(codeOf(() => decodeCheckpoint(text.slice(0, length)))).toBe("corrupt-file");
  }
  expect(codeOf(() => decodeCheckpoint(text.replace('"step":3', '"step":4')))).toBe("corrupt-file");
  expect(codeOf(() => decodeCheckpoint(text.replace('"b":1', '"b":2')))).toBe("corrupt-file");
  expect(codeOf(() => decodeCheckpoint("{}"))).toBe("corrupt-file");
});

test("what would not survive JSON is refused when writing", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, Float32Array.of(1), new Map(), () => 0]) {
    expect(codeOf(() => canonicalJson({ deep: [value] }))).toBe("bad-param");
  }
});
