import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { ClaimResult } from "@exampledon/claims";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { passing } from "../../test/fake-claims.ts";
import { resultsOf } from "../../test/results-of.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import type { Catalog } from "../catalog.ts";
import { recordResult } from "../results-folder.ts";
import { type Verification, verifyResults } from "./verify-results.ts";

type Edit = (result: ClaimResult & Record<string, never>) => unknown;

async function recorded(): Promise<{ catalog: Catalog; path: string }> {
  const catalog = fakeCatalog(temporaryFolder(), [passing]);
  const [result] = await resultsOf(catalog, "ci");
  return { catalog, path: await recordResult(catalog.resultsFolder, result!) };
}

async function verifyEdited(edit: Edit): Promise<Verification> {
  const { catalog, path } = await recorded();
  const edited = JSON.parse(readFileSync(path, "utf8"));
  edit(edited);
  writeFileSync(path, JSON.stringify(edited));
  return verifyResults(catalog)[0]!;
}

it("accepts what was just recorded", async () => {
  const { catalog, path } = await recorded();
  expect(verifyResults(catalog)).toEqual([{ path, claim: "passing", size: "ci", passed: true }]);
});

it("accepts a file whose layout was changed and nothing else", async () =>
  expect(await verifyEdited(() => {})).toMatchObject({ passed: true }));

it.each<[string, Edit]>([
  ["a value", (r) => Object.assign(r.values.level!, { mean: 2.9, high: 2.9, max: 2.9 })],
  ["an impossible value", (r) => Object.assign(r.values.level!, { low: 9 })],
  ["a number of seeds", (r) => Object.assign(r.values.level!, { n: 5 })],
  ["a check", (r) => Object.assign(r.checks[1]!, { passed: true })],
  ["a bound", (r) => Object.assign(r.checks[0]!, { bound: "≥ 1" })],
  ["the list of checks", (r) => (r.checks as unknown[]).pop()],
  ["the verdict", (r) => Object.assign(r, { verdict: "depends" })],
  ["a parameter", (r) => Object.assign(r.params, { level: 3 })],
  ["the seeds", (r) => Object.assign(r, { seeds: [1, 2, 4] })],
  ["the size", (r) => Object.assign(r, { size: "full" })],
  ["the schema", (r) => Object.assign(r, { schema: 2 })],
])("finds that %s was edited", async (_, edit) => {
  const found = await verifyEdited(edit);
  expect(found).toMatchObject({ passed: false, code: "corrupt-file" });
  expect(found.message).toContain(found.path);
});

it("finds a truncated file at every length", async () => {
  const { catalog, path } = await recorded();
  const text = readFileSync(path, "utf8").trimEnd();
  for (let length = 0; length < text.length; length += 97) {
    writeFileSync(path, text.slice(0, length));
    expect(verifyResults(catalog)[0]).toMatchObject({ passed: false, code: "corrupt-file" });
  }
});

it("finds a result of older source and says how to cure it", async () => {
  const { catalog } = await recorded();
  const [found] = verifyResults({ ...catalog, inputsHashes: { passing: "another" } });
  expect(found).toMatchObject({ passed: false, code: "stale-result" });
  expect(found!.message).toContain("exampledon reproduce passing --size ci --record");
});

it("finds a file under another claim's name", async () => {
  const { catalog } = await recorded();
  renameSync(`${catalog.resultsFolder}/passing`, `${catalog.resultsFolder}/other`);
  expect(verifyResults(catalog).map(({ claim, code }) => [claim, code])).toEqual([
    ["other", "corrupt-file"],
    ["passing", "stale-result"],
  ]);
});
