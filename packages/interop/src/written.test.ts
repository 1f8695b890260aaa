import { readdirSync } from "node:fs";
import { rowOf } from "@exampledon/core";
import { describe, expect, it } from "vitest";
import { type Expected, filesOf, jsonOf, matrixOf, relativeError } from "../test/fixture.ts";
import { codesOf, readSae, toDecomposition, transcode, weightsOf, writeSae } from "./index.ts";

// Both sides compute in float32.
const FORWARD = 2e-5;
const folder = new URL("../fixtures/written/", import.meta.url);
const folders = readdirSync(folder).flatMap((program) =>
  readdirSync(new URL(`${program}/`, folder)).map((name) => `written/${program}/${name}`),
);

it("has folders of three programs", () => expect(folders.length).toBeGreaterThanOrEqual(20));

describe.each(folders)("%s", (name) => {
  const { "ae.pt": pickle, ...files } = filesOf(name);
  const saved = readSae(files);
  const expected = jsonOf<Expected>(`${name}/expected.json`);
  const x = matrixOf(expected.input);

  it("gives the outputs of its own program", () => {
    expect(relativeError(transcode(saved, x).data, expected.reconstruction.data)).toBeLessThan(FORWARD);
  });

  it("gives its codes", () => {
    const { dimIn, dimOut, transcoder } = weightsOf(saved);
    const decomposition = toDecomposition(saved);
    const joined = matrixOf({ shape: [x.rows, dimIn + dimOut], data: new Array(x.rows * (dimIn + dimOut)).fill(1) });
    for (let i = 0; i < x.rows; i++) rowOf(joined, i).set(rowOf(x, i));
    const codes = codesOf(saved, decomposition.activity(transcoder ? joined : x));
    expect(relativeError(codes.data, expected.codes.data)).toBeLessThan(FORWARD);
    expect([...codes.data].map((code) => code > 0)).toEqual(expected.codes.data.map((code) => code > 0));
  });

  it("is written back byte for byte", () => expect(writeSae(saved)).toEqual(files));
});
