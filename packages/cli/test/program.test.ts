import { expect, it } from "vitest";
import { spawnProgram } from "./spawn-program.ts";

it("lists the installed claims, methods and worlds", async () => {
  const program = spawnProgram("src/bin.ts", ["list", "--json"]);
  expect(await program.ended).toBe(0);
  const lists = JSON.parse(program.stdout()) as Record<string, { id: string }[]>;
  expect(lists.claims!.map(({ id }) => id)).toContain("near-orthogonal");
  expect(lists.methods!.map(({ id }) => id)).toEqual(expect.arrayContaining(["baseline/pca", "sae/top-k"]));
  expect(lists.worlds!.map(({ id }) => id)).toContain("spanned");
  expect(program.stderr()).toBe("");
});

it("finds the machine fit, with numbers from the real backend", async () => {
  const program = spawnProgram("src/bin.ts", ["doctor", "--json"]);
  expect(await program.ended).toBe(0);
  const { backend, tests, packages } = JSON.parse(program.stdout());
  expect(backend).toBe("cpu");
  expect(tests.map(({ passed }: { passed: boolean }) => passed)).toEqual([true, true]);
  expect(tests[1].detail).toContain("sae/top-k");
  expect(packages["@exampledon/claims"]).toMatch(/^\d+\.\d+\.\d+/);
});

it("verifies the shipped results without crashing, whatever it finds", async () => {
  const program = spawnProgram("src/bin.ts", ["verify", "--json"]);
  const code = await program.ended;
  const { passed, failed, results } = JSON.parse(program.stdout());
  expect(results).toHaveLength(passed + failed);
  expect(code).toBe(failed > 0 ? 1 : 0);
});
