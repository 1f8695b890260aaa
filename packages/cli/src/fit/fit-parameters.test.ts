import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parameterMethods, spdFromJson } from "@exampledon/apd";
import { cpuBackend } from "@exampledon/backend-cpu";
import { rng } from "@exampledon/core";
import { networks, readoutNetwork } from "@exampledon/networks";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { memoryTerminal } from "../../test/memory-terminal.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import type { Catalog } from "../catalog.ts";
import { main } from "../main.ts";

const catalog = (): Catalog => ({ ...fakeCatalog(""), parameterMethods, networks });

async function run(...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const terminal = memoryTerminal(160);
  const code = await main(args, terminal, async () => catalog());
  return { code, out: terminal.stdout(), err: terminal.stderr() };
}

const tiny = [
  ...["fit", "--method", "apd/spd", "--network", "readout", "--seed", "3"],
  ...["--set", "components=12", "steps=40", "batch=8", "--network-set", "animals=6", "attributes=4", "minDistance=1"],
];

it("decomposes a network, scores it by site, and gives the same bytes twice and from a checkpoint", async () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder, `${name}.json`);
  const once = await run(...tiny, "--out", path("once"), "--json");
  expect(once.code).toBe(0);
  const report = JSON.parse(once.out);
  expect(report.run).toMatchObject({ method: "apd/spd", network: "readout", seed: 3, networkParams: { animals: 6 } });
  expect(report.scores.sites.map(({ site }: { site: string }) => site)).toEqual(["animals", "attributes"]);
  const checkpoint = path("state");
  await run(...tiny, "--out", path("twice"), "--every", "10", "--checkpoint", checkpoint, "--checkpoint-every", "1");
  expect(existsSync(checkpoint)).toBe(true);
  const resumed = await run(...tiny, "--out", path("resumed"), "--checkpoint", checkpoint, "--resume");
  expect(resumed.out).toMatch(/Site[\s\S]*animals[\s\S]*adversarial masks/);
  const bytes = readFileSync(path("once"), "utf8");
  for (const name of ["twice", "resumed"]) expect(readFileSync(path(name), "utf8")).toBe(bytes);
  const network = readoutNetwork(rng(3).split("network"), { animals: 6, attributes: 4, minDistance: 1 });
  const found = spdFromJson(JSON.parse(bytes), { network, backend: cpuBackend() });
  expect(found.site("animals").components).toBe(12);
});

it("tells the oracle the truth", async () => {
  const oracle = tiny.map((part) => (part === "apd/spd" ? "apd/spd-oracle" : part));
  const { code, out } = await run(...oracle, "--out", join(temporaryFolder(), "oracle.json"), "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out).scores.sites[0].recovered).toBe(6);
});

it.each([
  [["--method", "apd/spd", "--network", "readot"], "did you mean readout?"],
  [["--method", "apd/sdp", "--network", "readout"], "did you mean apd/spd"],
  [["--method", "apd/spd", "--world", "spanned"], "use --network"],
  [["--method", "baseline/pca", "--network", "readout"], "use --world"],
  [["--method", "apd/spd", "--network", "readout", "--world-set", "animals=3"], "use --network-set"],
  [
    ["--method", "apd/spd", "--network", "readout", "--network-set", "animal=3"],
    "did you mean animals or animalResponse?",
  ],
])("answers %j with one line and exit code 1", async (args, message) => {
  const { code, err } = await run("fit", ...args);
  expect(code).toBe(1);
  expect(err).toMatch(/^[^\n]*: [^\n]*, got [^\n]*; [^\n]*\n$/);
  expect(err).toContain(message);
});

it("lists methods of both kinds and the networks, each with its parameters", async () => {
  expect((await run("list", "methods")).out).toContain("apd/spd-oracle");
  expect((await run("list", "networks", "tms")).out).toContain("hidden");
  const ids = JSON.parse((await run("list", "networks", "--json")).out).map(({ id }: { id: string }) => id);
  expect(ids).toEqual(networks.map(({ id }) => id));
});
