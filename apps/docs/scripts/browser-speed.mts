import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import type { BrowserSpeed } from "../src/claim-data.ts";
import { measureStep, stepCells } from "../src/measure-step.ts";
import { createBackend } from "../src/workers/create-backend.ts";
// Needs a built site.
import { app, browser, site } from "../test/site-driver.mjs";

/** Times the steps of the Speed page in Chromium and in Node, in turns within one run, and records them. */
const BACKENDS = ["cpu", "cpu-relaxed"];
const ROUNDS = 5;

const load = loadavg()[0]!;
const page = await browser.newPage();
const rows: { backend: string; cell: (typeof stepCells)[number]; node: number[]; chromium: number[] }[] =
  BACKENDS.flatMap((backend) => stepCells.map((cell) => ({ backend, cell, node: [], chromium: [] })));
for (let round = 0; round < ROUNDS; round++) {
  for (const backend of BACKENDS) {
    await page.goto(`${site.origin}/speed`);
    await page.getByTestId(`measure-${backend}`).click();
    const own = rows.filter((row) => row.backend === backend);
    for (const [index, row] of own.entries()) {
      const text = await page.locator(`[data-testid="time-${backend}-${index}"]:has-text("ms")`).textContent();
      row.chromium.push(Number.parseFloat(text!));
    }
    for (const row of own) row.node.push(await measureStep(await createBackend(backend), row.cell));
  }
}
const result: BrowserSpeed = {
  schema: 1,
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  load,
  node: process.version,
  chromium: browser.version(),
  rounds: ROUNDS,
  rows: rows.map(({ backend, cell, node, chromium }) => ({
    ...{ backend, ...cell },
    ...{ node: median(node), chromium: median(chromium), ratio: median(chromium) / median(node) },
  })),
};
const path = join(app, "../../packages/bench/results/speed-browser.json");
writeFileSync(path, `${JSON.stringify(result, undefined, 2)}\n`);
await browser.close();
site.close();

function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[values.length >> 1]!;
  return Number(middle.toPrecision(6));
}
