import { isExampledonError } from "@exampledon/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../../test/fixture.ts";
import { decodeFloats, encodeFloats, readSae, readSafetensors, type StoredTensor, writeSafetensors } from "../index.ts";

describe("numbers", () => {
  it("are exact in F32 and F64", () => {
    fc.assert(
      fc.property(fc.float32Array({ noNaN: true, noDefaultInfinity: true }), (values) => {
        for (const dtype of ["F32", "F64"] as const) {
          expect(decodeFloats("x", encodeFloats("x", dtype, [values.length], values))).toEqual(values);
        }
      }),
    );
  });

  it("of every bit pattern come back from F16 and BF16 unchanged", () => {
    for (const dtype of ["F16", "BF16"] as const) {
      const exponent = dtype === "F16" ? 0x7c00 : 0x7f80;
      const patterns = Uint16Array.from({ length: 65_536 }, (_, bits) => bits).filter(
        (bits) => (bits & exponent) !== exponent,
      );
      const tensor: StoredTensor = { dtype, shape: [patterns.length], bytes: new Uint8Array(patterns.buffer) };
      expect(encodeFloats("x", dtype, tensor.shape, decodeFloats("x", tensor)).bytes).toEqual(tensor.bytes);
    }
  });

  it.each([
    // 1 + 2^-8 and 1 + 3 · 2^-8 lie halfway between two BF16 numbers: the even one is taken.
    ["BF16", 1 + 2 ** -8, 1],
    ["BF16", 1 + 3 * 2 ** -8, 1 + 2 ** -6],
    ["BF16", 1 + 2 ** -8 + 2 ** -20, 1 + 2 ** -7],
    ["F16", 1 + 2 ** -11, 1],
    ["F16", 1 + 3 * 2 ** -11, 1 + 2 ** -9],
    ["F16", 65_519, 65_504],
    ["F16", 2 ** -25, 0],
    ["F16", 2 ** -24, 2 ** -24],
  ] as const)("are rounded to the nearest, ties to even: %s of %d is %d", (dtype, value, rounded) => {
    expect([...decodeFloats("x", encodeFloats("x", dtype, [], Float32Array.of(value)))]).toEqual([rounded]);
  });

  it.each([
    ["bad-param", "F16", 65_520],
    ["bad-param", "BF16", 3.4e38],
    ["not-finite", "F16", Number.NaN],
    ["not-finite", "F32", Number.NEGATIVE_INFINITY],
  ] as const)("%s: %s cannot hold %d", (code, dtype, value) => {
    const encode = () => encodeFloats("x", dtype, [1], Float32Array.of(value));
    expect(encode).toThrow(expect.objectContaining({ code }));
  });

  it("of F64 beyond float32 are refused", () => {
    const bytes = new Uint8Array(new Float64Array([1, 1e300]).buffer);
    expect(() => decodeFloats("x", { dtype: "F64", shape: [1, 2], bytes })).toThrow("Infinity at [0,1]");
  });
});

describe("files", () => {
  const tensor = fc
    .tuple(fc.constantFrom("F32", "F16", "BF16", "I64", "BOOL"), fc.array(fc.nat({ max: 4 }), { maxLength: 3 }))
    .map(([dtype, shape]) => {
      const size = { F32: 4, F16: 2, BF16: 2, I64: 8, BOOL: 1 }[dtype]!;
      const count = shape.reduce((product, extent) => product * extent, size);
      return { dtype, shape, bytes: Uint8Array.from({ length: count }, (_, i) => i) } as StoredTensor;
    });
  const name = fc.string({ unit: "grapheme" }).filter((text) => text !== "__metadata__" && text !== "__proto__");

  it("say what was written, whatever the names", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, tensor), { selector: ([key]) => key, maxLength: 6 }),
        fc.option(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true }), {
          nil: undefined,
        }),
        (entries, metadata) => {
          fc.pre(!metadata || !Object.hasOwn(metadata, "__proto__"));
          const file = { tensors: new Map(entries), ...(metadata && { metadata }) };
          const bytes = writeSafetensors(file);
          const back = readSafetensors("x", bytes);
          expect([...back.tensors.entries()].sort()).toEqual([...file.tensors.entries()].sort());
          expect(back.metadata).toEqual(file.metadata);
          expect((8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))) % 8).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("are read in place: tensors are views into them", () => {
    const bytes = bytesOf("hostile/00-valid.safetensors");
    for (const { bytes: view } of readSafetensors("x", bytes).tensors.values()) expect(view.buffer).toBe(bytes.buffer);
  });

  it("are refused by the writer where a tensor has other bytes than its shape", () => {
    const tensors = new Map([["w", { dtype: "F32", shape: [3], bytes: new Uint8Array(8) } as const]]);
    expect(() => writeSafetensors({ tensors })).toThrow(expect.objectContaining({ code: "bad-shape" }));
  });
});

describe("damaged files", () => {
  const config = bytesOf("hostile/cfg-00-valid.json");
  const weights = bytesOf("hostile/00-valid.safetensors");
  const damage = fc.oneof(
    fc.nat({ max: weights.length }).map((length) => (bytes: Uint8Array) => bytes.slice(0, length)),
    fc
      .array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 })
      .map((flips) => (bytes: Uint8Array) => {
        const out = bytes.slice();
        for (const [at, mask] of flips) out[at % out.length]! ^= mask;
        return out;
      }),
    fc.uint8Array({ maxLength: 64 }).map((tail) => (bytes: Uint8Array) => Uint8Array.from([...bytes, ...tail])),
    fc.uint8Array({ maxLength: 300 }).map((random) => () => random),
  );

  /** A valid read, or a typed error. */
  function survives(read: () => unknown): void {
    try {
      read();
    } catch (error) {
      if (!isExampledonError(error)) throw error;
      expect(["corrupt-file", "missing-capability"]).toContain(error.code);
    }
  }

  it("give a typed error or a valid read: weights", () => {
    fc.assert(
      fc.property(damage, (change) => {
        survives(() => readSae({ "cfg.json": config, "sae_weights.safetensors": change(weights) }));
      }),
      { numRuns: 4000 },
    );
  });

  it("give a typed error or a valid read: config", () => {
    fc.assert(
      fc.property(damage, (change) => {
        survives(() => readSae({ "cfg.json": change(config), "sae_weights.safetensors": weights }));
      }),
      { numRuns: 2000 },
    );
  });

  it("give a typed error or a valid read: any header", () => {
    const entry = fc.record(
      {
        dtype: fc.oneof(fc.constantFrom("F32", "F16", "BOOL", "__proto__", "toString"), fc.jsonValue()),
        shape: fc.oneof(fc.array(fc.oneof(fc.integer(), fc.double())), fc.jsonValue()),
        data_offsets: fc.oneof(fc.tuple(fc.maxSafeInteger(), fc.maxSafeInteger()), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(entry, fc.jsonValue())), fc.uint8Array(), (header, data) => {
        const text = new TextEncoder().encode(JSON.stringify(header));
        const bytes = new Uint8Array(8 + text.length + data.length);
        new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
        bytes.set(text, 8);
        bytes.set(data, 8 + text.length);
        survives(() => {
          const { tensors } = readSafetensors("x", bytes);
          // Sizes are bounded by the file.
          const total = [...tensors.values()].reduce((sum, { bytes: own }) => sum + own.length, 0);
          expect(total).toBe(data.length);
        });
      }),
      { numRuns: 2000 },
    );
  });
});
