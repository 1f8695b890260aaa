import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ScaleRun, scaleSettings, serializeScaleState } from "@exampledon/bench";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { memoryTerminal } from "../../test/memory-terminal.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { main } from "../main.ts";

const reading = { recovered: 1, strict: 1, mmcs: 1, ml2r: 1, fidelity: 0.875, l0: 2.5, trueL0: 2, alive: 40 };
const finished: ScaleRun = {
  setting: scaleSettings[0]!,
  seed: 7,
  points: [
    {
      ...{ step: 15_000, exposures: 48_000, seconds: 60, animals: 39, attributes: 10 },
      components: { animals: 44, attributes: 11 },
    },
  ],
  end: { animals: reading, attributes: reading, adversarialError: 0.01 },
  backend: "cpu-threads",
};

async function scale(out: string, ...args: string[]) {
  const terminal = memoryTerminal(200);
  const code = await main(["scale", "40+10", "--seeds", "7", "--out", out, ...args], terminal, async () =>
    fakeCatalog(""),
  );
  return { code, terminal };
}

it("shows a finished run and does not repeat it", async () => {
  const out = temporaryFolder();
  writeFileSync(join(out, "40+10-seed-7.json"), serializeScaleState({ run: finished }));
  const { code, terminal } = await scale(out);
  expect(code).toBe(0);
  expect(terminal.stdout()).toMatch(
    /40\+10\s+│ 7\s+│ 15000 of 15000.*39 of 40\s+│ 10 of 10\s+│ 44, 11\s+│ 0\.875, 0\.875/,
  );
  const json = await scale(out, "--json");
  expect(JSON.parse(json.terminal.stdout()).runs).toMatchObject([{ seed: 7, backend: "cpu-threads" }]);
});

it("says which file is damaged", async () => {
  const out = temporaryFolder();
  writeFileSync(join(out, "40+10-seed-7.json"), '{"run":');
  const { code, terminal } = await scale(out);
  expect(code).toBe(1);
  expect(terminal.stderr()).toContain("40+10-seed-7.json");
});

it("refuses a size that there is not", async () => {
  const terminal = memoryTerminal();
  expect(await main(["scale", "41+10"], terminal, async () => fakeCatalog(""))).toBe(1);
  expect(terminal.stderr()).toContain("did you mean");
});
