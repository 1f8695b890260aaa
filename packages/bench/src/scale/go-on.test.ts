import { readdirSync, readFileSync } from "node:fs";
import { cpuBackend } from "@exampledon/backend-cpu";
import type { PanelsFigure } from "@exampledon/claims";
import { type ClaimReport, type RunStep, runClaim } from "@exampledon/claims";
import { expect, it } from "vitest";
import { tinyScaleSetting } from "../../test/tiny-scale-setting.ts";
import { compactState, expandState } from "./compact-state.ts";
import type { ScaleRun, ScaleSetting, ScaleState } from "./contract.ts";
import { goOnDemo } from "./go-on.ts";
import { runScale } from "./run-scale.ts";
import { scaleSettings } from "./settings.ts";
import { stateFile } from "./state-file.ts";

const setting: ScaleSetting = {
  ...tinyScaleSetting,
  start: { animals: "attributed", attributes: "overlap" },
  params: { ...tinyScaleSetting.params, steps: 160, faithfulness: 10 },
};
const backend = cpuBackend();
const { signal } = new AbortController();

/** A state after 40 of 160 steps, and how the run ends without a stop. */
async function stopped(): Promise<{ state: ScaleState; whole: ScaleRun }> {
  const run = runScale({ setting, seed: 3, backend, signal });
  let state: ScaleState | undefined;
  for (;;) {
    const next = await run.next();
    if (next.done) return { state: state!, whole: next.value };
    if (next.value.point.step === 40) state = await next.value.state();
  }
}

it("rounds a state to a fraction of its size, and training goes on from it near where the whole run went", async () => {
  const { state, whole } = await stopped();
  const bytes = await compactState(state);
  expect(bytes.length).toBeLessThan(JSON.stringify(state).length / 2);
  const back = await expandState(new Uint8Array(bytes), "test");
  expect(back.run).toEqual(state.run);
  expect(back.checkpoint).not.toBe(state.checkpoint);
  const demo = goOnDemo({ "6+4": async () => back });
  const steps: RunStep[] = [];
  const run = runClaim(demo, { size: "live", backend });
  let report: ClaimReport | undefined;
  while (!report) {
    const next = await run.next();
    if (next.done) report = next.value;
    else steps.push(next.value);
  }
  expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  expect(steps[0]!.total).toBe(120);
  const [curve, nearness, map] = (report.figure as PanelsFigure).figures;
  expect(curve).toMatchObject({ kind: "lines", summary: expect.stringContaining("live from there") });
  expect(nearness).toMatchObject({ kind: "lines" });
  expect(map).toMatchObject({ kind: "heatmap", rows: { count: 10 } });
  const { animals, attributes } = whole.points.at(-1)!;
  expect(Math.abs(report.values.animals!.mean - animals)).toBeLessThanOrEqual(1);
  expect(Math.abs(report.values.attributes!.mean - attributes)).toBeLessThanOrEqual(1);
  expect(report.values.animalsFidelity!.mean).toBeCloseTo(whole.end!.animals.fidelity, 1);
});

it("has recorded states that today's settings go on from", async () => {
  const folder = new URL("../../results/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.startsWith("scale-state-"));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { run } = await expandState(new Uint8Array(readFileSync(new URL(name, folder))), name);
    const setting = scaleSettings.find(({ id }) => name === stateFile(id))!;
    expect(run.setting).toEqual(setting);
    expect(run.points.at(-1)!.step).toBeLessThan(setting.params.steps);
  }
});

it("refuses a finished run, and what is damaged", async () => {
  const { state } = await stopped();
  await expect(compactState({ run: state.run })).rejects.toMatchObject({ code: "bad-param" });
  const bytes = new Uint8Array(await compactState(state));
  await expect(expandState(bytes.slice(0, bytes.length / 2), "test")).rejects.toMatchObject({ code: "corrupt-file" });
  await expect(expandState(Uint8Array.of(1, 2, 3), "test")).rejects.toMatchObject({ code: "corrupt-file" });
});
