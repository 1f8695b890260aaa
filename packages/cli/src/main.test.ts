import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ClaimDefinition } from "@exampledon/claims";
import { expect, it } from "vitest";
import { fakeCatalog } from "../test/fake-catalog.ts";
import { broken, passing, refuted } from "../test/fake-claims.ts";
import { type MemoryTerminal, memoryTerminal } from "../test/memory-terminal.ts";
import { temporaryFolder } from "../test/temporary-folder.ts";
import { main } from "./main.ts";

interface Ran {
  readonly code: number;
  readonly terminal: MemoryTerminal;
  readonly folder: string;
}

async function run(args: readonly string[], claims: readonly ClaimDefinition[] = [passing, refuted]): Promise<Ran> {
  const folder = temporaryFolder();
  const terminal = memoryTerminal();
  const out = args[0] === "reproduce" ? ["--out", join(folder, "report")] : [];
  const code = await main([...args, ...out], terminal, async () => fakeCatalog(join(folder, "results"), claims));
  return { code, terminal, folder };
}

it("reproduces: table on standard output, report in the folder, one line per claim beside", async () => {
  const { code, terminal, folder } = await run(["reproduce"]);
  expect(code).toBe(0);
  expect(terminal.stdout()).toContain("2 claims: 1 holds, 0 depend, 1 fails");
  expect(terminal.stderr()).toMatch(/^1 passing: holds \(.*\)\n2 refuted: fails \(.*\)\n/);
  expect(readFileSync(join(folder, "report", "report.html"), "utf8")).toMatch(/<\/html>\n$/);
  expect(JSON.parse(readFileSync(join(folder, "report", "report.json"), "utf8")).summary.claims).toBe(2);
});

it("makes a failing claim an error only when asked", async () => {
  expect((await run(["reproduce", "--strict"])).code).toBe(1);
  expect((await run(["reproduce", "--strict", "passing"])).code).toBe(0);
});

it("goes on after a claim that cannot be run, and ends with 1", async () => {
  const { code, terminal } = await run(["reproduce"], [broken, passing]);
  expect(code).toBe(1);
  expect(terminal.stdout()).toContain("2 claims: 1 holds, 0 depend, 0 fail, 1 could not be run");
  expect(terminal.stderr()).toContain("broken: it must run, got nothing; mend it");
});

it("runs with other seeds and parameters", async () => {
  const { terminal } = await run(["reproduce", "1", "--seeds", "4,5", "--set", "level=7", "--json"]);
  const [result] = JSON.parse(terminal.stdout()).results;
  expect(result).toMatchObject({ params: { level: 7 }, seeds: [4, 5], values: { level: { n: 2 } } });
});

it.each([["reproduce"], ["list"], ["list", "methods"], ["list", "claims", "passing"], ["verify"], ["doctor"]])(
  "prints JSON and nothing else for %s %s",
  async (...args) => {
    const { terminal } = await run([...args, "--json"]);
    expect(() => JSON.parse(terminal.stdout())).not.toThrow();
  },
);

it("records, and verifies what it recorded", async () => {
  const folder = temporaryFolder();
  const load = async () => fakeCatalog(join(folder, "results"));
  expect(await main(["verify"], memoryTerminal(), load)).toBe(1);
  const out = ["--out", join(folder, "report")];
  expect(await main(["reproduce", "--record", ...out], memoryTerminal(), load)).toBe(0);
  const terminal = memoryTerminal();
  expect(await main(["verify"], terminal, load)).toBe(0);
  expect(terminal.stdout()).toMatch(/2 passed, 0 failed\n$/);
});

it("does not record what is not the claim's own run", async () => {
  const { code, terminal, folder } = await run(["reproduce", "--record", "--set", "level=3"]);
  expect(code).toBe(1);
  expect(terminal.stderr()).toContain("leave out --record");
  expect(existsSync(join(folder, "results"))).toBe(false);
});

it.each([
  [["reproduce", "pasing"], "did you mean passing?"],
  [["reproduce", "77"], "the claims are passing, refuted, got 77"],
  [["reproduce", "--set", "levle=3"], "did you mean level?"],
  [["reproduce", "--jobs", "2"], "leave out --jobs"],
  [["reproduce", "--set", "level=11"], "level must be a whole number in [0, 10], got 11"],
  [["list", "methods", "pcaa"], "did you mean baseline/pca?"],
  [["fit", "--method", "baseline/pac", "--world", "spanned"], "did you mean baseline/pca?"],
  [["fit", "--method", "baseline/pca", "--world", "spaned"], "did you mean spanned?"],
])("answers %j with one line and exit code 1", async (args, message) => {
  const { code, terminal } = await run(args);
  expect(code).toBe(1);
  expect(terminal.stdout()).toBe("");
  expect(terminal.stderr()).toMatch(/^[^\n]*: [^\n]*, got [^\n]*; [^\n]*\n$/);
  expect(terminal.stderr()).toContain(message);
});

it.each([
  [["reproduce", "--size", "huge"]],
  [["reproduce", "--seed", "1.5"]],
  [["reproduce", "--jobs", "0"]],
  [["reproduce", "--set", "level"]],
  [["reprduce"]],
  [["list", "nothing"]],
  [["fit", "--method", "baseline/pca"]],
])("answers %j with one line and exit code 2", async (args) => {
  const { code, terminal } = await run(args);
  expect(code).toBe(2);
  expect(terminal.stderr()).toMatch(/^exampledon: [^\n]+\n$/);
});

it("prints a stack only when asked", async () => {
  expect((await run(["reproduce", "nothing-like-it", "--debug"])).terminal.stderr()).toContain("    at ");
});

it.each(["reproduce", "fit", "list", "verify", "doctor"])("shows examples in the help of %s", async (command) => {
  const { code, terminal } = await run(["help", command]);
  expect(code).toBe(0);
  expect(terminal.stdout()).toContain(`$ exampledon ${command}`);
});
