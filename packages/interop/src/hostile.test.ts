import { isExampledonError } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { bytesOf, jsonOf } from "../test/fixture.ts";
import { readSae, readSafetensors } from "./index.ts";

interface Verdict {
  readonly file: string;
  readonly kind: "safetensors" | "sae" | "config";
  readonly verdict: "accept" | "refuse";
  readonly why: string;
}

const { files } = jsonOf<{ files: readonly Verdict[] }>("hostile/expected.json");

/** What must stand in the message, beside the file: that the reason is the right one. */
const REASONS: Readonly<Record<string, string>> = {
  "03": "8 bytes",
  "04": "at most 32 bytes, got 248",
  "05": "b_dec: its data must end within the 224 bytes",
  "06": "got 9223372036854775813",
  "07": "must be a JSON object",
  "08": "where the last tensor ends",
  "09": "data_offsets must be two whole numbers",
  10: "begin ≤ end",
  11: "b_dec: its data must begin at byte 216",
  12: "whole numbers",
  13: "W_enc: its data must have 112 bytes",
  14: "product of the shape",
  15: "shape must hold whole numbers",
  16: "got Q7",
  17: "W_enc: weights must be F32",
  18: '"b_dec" twice',
  19: "__proto__",
  20: "UTF-8",
  21: "nested",
  22: "must be a JSON object",
  23: "__metadata__",
  24: "cover all",
  25: "W_dec: every number must be finite in float32, got NaN at [1,2]",
  26: "b_enc: every number must be finite in float32, got Infinity at [3]",
  27: "b_dec: the tensor must be there",
  28: "W_dec: its shape must be [6,4], got [4,6]",
  "cfg-01": "hold JSON",
  "cfg-02": "architecture must be one of standard, topk",
  "cfg-03": "d_sae must be a whole number ≥ 1, got -6",
  "cfg-04": "its shape must be [7,4]",
  "cfg-05": "k must be at most d_sae = 6, got 100",
  "cfg-07": "d_in must be a whole number ≥ 1, got 4",
  "cfg-08": "nested",
  "cfg-09": "d_sae must be a whole number ≥ 1, got Infinity",
};

it("has a reason for every refusal", () => {
  const refused = files.filter(({ verdict }) => verdict === "refuse").map(({ file }) => numberOf(file));
  expect(Object.keys(REASONS).sort()).toEqual(refused.sort());
});

describe.each(files)("$file: $why", ({ file, kind, verdict }) => {
  const bytes = bytesOf(`hostile/${file}`);
  const bare = () => readSafetensors(file, bytes);
  const whole = () =>
    readSae(
      {
        "cfg.json": kind === "config" ? bytes : bytesOf("hostile/cfg-00-valid.json"),
        "sae_weights.safetensors": kind === "config" ? bytesOf("hostile/00-valid.safetensors") : bytes,
      },
      "folder/",
    );

  it(verdict, () => {
    if (kind === "sae") expect(bare().tensors.size).toBeGreaterThan(0);
    const read = kind === "safetensors" ? bare : whole;
    if (verdict === "accept") {
      expect(read).not.toThrow();
    } else {
      const error = errorOf(read);
      expect(isExampledonError(error, "corrupt-file"), String(error)).toBe(true);
      const where =
        kind === "safetensors"
          ? file
          : kind === "sae" || file.includes("04")
            ? "folder/sae_weights"
            : "folder/cfg.json";
      expect((error as Error).message.startsWith(where), String(error)).toBe(true);
      expect((error as Error).message).toContain(REASONS[numberOf(file)]);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

it("drops what would reach a prototype and keeps the rest of a config", () => {
  const { config } = readSae({
    "cfg.json": bytesOf("hostile/cfg-06-proto.json"),
    "sae_weights.safetensors": bytesOf("hostile/00-valid.safetensors"),
  });
  expect(Object.hasOwn(config, "__proto__")).toBe(false);
  expect(config).toMatchObject({ d_in: 4, d_sae: 6 });
});

function numberOf(file: string): string {
  return /^(cfg-)?\d+/.exec(file)![0];
}

function errorOf(body: () => unknown): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  return undefined;
}
