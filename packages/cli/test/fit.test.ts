import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decompositionFromJson } from "@exampledon/decomposer";
import { expect, it, vi } from "vitest";
import { spawnProgram } from "./spawn-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const tiny = [
  ...["fit", "--method", "sae/top-k", "--world", "spanned", "--seed", "7", "--every", "20"],
  ...["--set", "latents=12", "batch=16", "steps=3000", "--world-set", "animals=20", "attributes=6"],
];

it("gives the same bytes twice, and after SIGKILL, Ctrl-C and --resume", async () => {
  const folder = temporaryFolder();
  const [once, twice, resumed] = ["once", "twice", "resumed"].map((name) => join(folder, `${name}.json`));
  const first = spawnProgram("src/bin.ts", [...tiny, "--out", once!, "--json"]);
  const second = spawnProgram("src/bin.ts", [...tiny, "--out", twice!]);
  expect([await first.ended, await second.ended]).toEqual([0, 0]);
  const bytes = readFileSync(once!);
  expect(readFileSync(twice!).equals(bytes)).toBe(true);
  const report = JSON.parse(first.stdout());
  expect(report.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(second.stdout()).toContain(report.sha256);
  expect(decompositionFromJson(JSON.parse(bytes.toString())).components).toBe(12);

  const checkpointed = [...tiny, "--out", resumed!, "--checkpoint-every", "1"];
  const checkpoint = `${resumed}.checkpoint`;
  const killed = spawnProgram("src/bin.ts", checkpointed);
  await vi.waitFor(() => expect(existsSync(checkpoint)).toBe(true), { timeout: 30_000, interval: 1 });
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toBe("SIGKILL");
  expect(existsSync(resumed!)).toBe(false);

  const before = readFileSync(checkpoint, "utf8");
  const stopped = spawnProgram("src/bin.ts", [...checkpointed, "--resume"]);
  await vi.waitFor(() => expect(readFileSync(checkpoint, "utf8")).not.toBe(before), { timeout: 30_000, interval: 1 });
  stopped.child.kill("SIGINT");
  expect(await stopped.ended).toBe(130);
  expect(stopped.stderr()).toContain("--resume");
  expect(existsSync(resumed!)).toBe(false);

  const last = spawnProgram("src/bin.ts", [...checkpointed, "--resume"]);
  expect(await last.ended).toBe(0);
  expect(readFileSync(resumed!).equals(bytes)).toBe(true);
});
