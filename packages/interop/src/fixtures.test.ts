import { deadLatents, fractionOfVarianceUnexplained, l0 } from "@exampledon/metrics";
import { describe, expect, it } from "vitest";
import { type Expected, filesOf, jsonOf, matrixOf, relativeError, saeFolders } from "../test/fixture.ts";
import { codesOf, importFolder, readSae, transcode, writeSae } from "./index.ts";

// Bounds for float32, from fixtures/README.md.
const FORWARD = 1e-5;
const METRIC = 1e-8;

it("has folders of both programs", () => expect(saeFolders.length).toBeGreaterThanOrEqual(7));

describe.each(saeFolders)("%s", (name) => {
  const files = filesOf(name);
  const expected = jsonOf<Expected>(`${name}/expected.json`);
  const x = matrixOf(expected.input);

  it("encodes and reconstructs what its own program does", () => {
    const { decomposition, saved, format } = importFolder(files);
    expect(format).toBe(name.split("-")[0]);
    const activity = decomposition.activity(x);
    const codes = codesOf(saved, activity);
    expect(relativeError(codes.data, expected.codes.data)).toBeLessThan(FORWARD);
    expect([...codes.data].map((code) => code > 0)).toEqual(expected.codes.data.map((code) => code > 0));
    const reconstruction = decomposition.reconstruct(x);
    expect(relativeError(reconstruction.data, expected.reconstruction.data)).toBeLessThan(FORWARD);
    expect(relativeError(transcode(saved, x).data, expected.reconstruction.data)).toBeLessThan(FORWARD);
    expect(relativeError([fractionOfVarianceUnexplained(x, reconstruction)], [expected.fvu])).toBeLessThan(FORWARD);
    expect(relativeError([l0(activity)], [expected.l0])).toBeLessThan(METRIC);
    expect(deadLatents(activity)).toBe(expected.dead_latents);
  });

  it("is written back byte for byte", () => {
    expect(writeSae(readSae(files))).toEqual(files);
  });
});
