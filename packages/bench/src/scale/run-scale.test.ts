import { cpuBackend } from "@exampledon/backend-cpu";
import { expect, it } from "vitest";
import { tinyScaleSetting } from "../../test/tiny-scale-setting.ts";
import type { ScalePoint, ScaleRun, ScaleState } from "./contract.ts";
import { runScale } from "./run-scale.ts";
import { scaleFigure } from "./scale-figure.ts";
import { parseScale, parseScaleState, serializeScale, serializeScaleState } from "./serialize-scale.ts";
import { scaleSettings } from "./settings.ts";

const setting = tinyScaleSetting;

async function train(resume?: ScaleState, until = Number.POSITIVE_INFINITY): Promise<ScaleRun | ScaleState> {
  const options = { setting, seed: 3, backend: cpuBackend(), signal: new AbortController().signal, reports: 6, resume };
  const run = runScale(options);
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
    if (next.value.point.step >= until) {
      const state = await next.value.state();
      await run.return(undefined as never);
      return state;
    }
  }
}

const withoutTimes = (run: ScaleRun) => ({ ...run, points: run.points.map(({ seconds: _, ...point }) => point) });

it("gives the same run whether or not it was stopped and written down in between", async () => {
  const whole = (await train()) as ScaleRun;
  expect(whole.points.map(({ step }) => step)).toEqual([10, 20, 30, 40, 50, 60]);
  expect(whole.points[1]!.exposures).toBeCloseTo((20 * 16) / 6);
  expect(whole.end!.animals.alive).toBeGreaterThan(0);
  const half = parseScaleState(serializeScaleState((await train(undefined, 30)) as ScaleState), "half");
  const rest = (await train(half)) as ScaleRun;
  expect(withoutTimes(rest)).toEqual(withoutTimes(whole));
  expect(rest.points[3]!.seconds).toBeGreaterThan(half.run.points[2]!.seconds);
});

it("reads what it wrote, and refuses what is damaged", async () => {
  const run = (await train()) as ScaleRun;
  const provenance = { version: "1", node: "v", cpu: "c" };
  const text = serializeScale({ schema: 1, runs: [run], provenance });
  expect(parseScale(text, "a").runs[0]!.setting).toEqual(setting);
  expect(() => parseScale(text.slice(0, -9), "a")).toThrow("not whole JSON");
  expect(() => parseScale(text.replace('"seed"', '"seeds"'), "a")).toThrow("scale");
});

it("draws one line per size, the median seed between the extremes, as far as all seeds went", async () => {
  const run = (await train()) as ScaleRun;
  const [first, second] = run.points as [ScalePoint, ScalePoint];
  const found = (animals: number, rest: readonly ScalePoint[] = []): ScaleRun => ({
    ...run,
    points: [{ ...first, animals, components: { animals: 12, attributes: 4 } }, ...rest],
  });
  const { figures, summary } = scaleFigure([found(3), found(2, [second]), found(6)]);
  expect(figures[0]).toMatchObject({
    kind: "lines",
    series: [{ name: "6+4, 3 seeds", x: [first.exposures], y: [0.5], low: [2 / 6], high: [1] }],
  });
  expect(figures.at(-1)).toMatchObject({ series: [{ y: [2] }] });
  expect(summary).toContain(`${second.animals} to 6 of 6 animals`);
  expect(scaleFigure([found(3)]).figures[0]).toMatchObject({ series: [{ name: "6+4, one seed" }] });
});

it("has sizes that rise, each named by its circuits, and then the largest again", () => {
  const ids = scaleSettings.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const first = scaleSettings.filter(({ id }) => /^\d+\+\d+$/.test(id));
  const sizes = first.map(({ network }) => network.animals);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  for (const { id, network } of scaleSettings) {
    expect(id.split("-")[0]).toBe(`${network.animals}+${network.attributes}`);
  }
});
