import type { Axis } from "@exampledon/claims";
import { scaleLinear, scaleLog } from "d3-scale";
import { formatNumber } from "../text/format-number.ts";

/** A scale with its ticks: where a value lies on the page. */
export interface PlotScale {
  readonly position: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly domain: readonly [number, number];
}

/**
 * Scale for an axis over the data's extent; values outside a fixed domain are drawn at its end. A log axis leaves out
 * values ≤ 0.
 * @param range positions of the domain's ends, in view-box units
 * @param count about how many ticks; default 5
 */
export function plotScale(
  axis: Pick<Axis, "scale" | "min" | "max">,
  values: readonly number[],
  range: readonly [number, number],
  count = 5,
): PlotScale {
  const log = axis.scale === "log";
  let low = axis.min ?? Number.POSITIVE_INFINITY;
  let high = axis.max ?? Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (log && value <= 0)) continue;
    if (axis.min === undefined && value < low) low = value;
    if (axis.max === undefined && value > high) high = value;
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = log ? [1, 10] : [0, 1];
  if (low === high) [low, high] = log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  const scale = (log ? scaleLog() : scaleLinear())
    .domain([low, high])
    .range([...range])
    .clamp(true);
  const [niceLow, niceHigh] = scale.copy().nice(count).domain() as [number, number];
  const [from, to] = [axis.min ?? niceLow, axis.max ?? niceHigh];
  scale.domain([from, to]);
  const step = (to - from) / count;
  const ticks = log ? logTicks(scale.ticks(count), from, to) : scale.ticks(count);
  return {
    position: (value) => scale(value) ?? Number.NaN,
    ticks: ticks.map((value) => ({ value, label: tickLabel(value, log ? 0 : step) })),
    domain: [from, to],
  };
}

function logTicks(ticks: readonly number[], from: number, to: number): number[] {
  const powers = ticks.filter((tick) => Math.abs(Math.log10(tick) - Math.round(Math.log10(tick))) < 1e-9);
  if (powers.length >= 2) return powers;
  const few = ticks.filter((tick) => /^[125]/.test(tick.toExponential()));
  return few.length >= 2 ? few : [from, to];
}

function tickLabel(value: number, step: number): string {
  if (step === 0 || Math.abs(value) >= 1e4 || Math.abs(step) < 1e-4) return formatNumber(value);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}
