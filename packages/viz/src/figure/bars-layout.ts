import type { Axis, BarsFigure } from "@exampledon/claims";
import { plotArea } from "./plot-frame.tsx";
import { type PlotScale, plotScale } from "./ticks.ts";

// Of the larger letters that narrow screens use.
const unitsPerLetter = 9.4;
const lettersPerLine = 20;

/** Whether the names of a bar chart fit beneath upright bars; else the bars lie down. */
export function isUpright({ categories }: BarsFigure): boolean {
  const room = (plotArea.right - plotArea.left) / Math.max(1, categories.length);
  return Math.max(0, ...categories.map((name) => name.length)) * unitsPerLetter <= room;
}

/** A name in lines of about 20 letters, broken between words. */
export function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= lettersPerLine)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Width of the column of names beside lying bars, in view-box units. */
export function nameColumn({ categories }: BarsFigure): number {
  const longest = Math.max(0, ...categories.flatMap(linesOf).map((line) => line.length));
  return Math.min(250, longest * unitsPerLetter + 14);
}

/** Height of one category of lying bars, in view-box units. */
export function rowHeight({ categories, series }: BarsFigure): number {
  const lines = Math.max(1, ...categories.map((name) => linesOf(name).length));
  return Math.max(lines * 18 + 6, series.length * 14 + 10);
}

/** Scale of the values of a bar chart: from zero unless the figure says otherwise or the axis is logarithmic. */
export function barScale(figure: BarsFigure, range: readonly [number, number]): { scale: PlotScale; base: number } {
  const { series, references = [], y } = figure;
  const values = series
    .flatMap((one) => [...one.y, ...(one.low ?? []), ...(one.high ?? [])])
    .filter((value) => Number.isFinite(value));
  const axis: Axis = y.scale === "log" ? y : { ...y, min: y.min ?? Math.min(0, ...values) };
  const scale = plotScale(axis, [...values, ...references.map((reference) => reference.y)], range);
  return { scale, base: scale.position(y.scale === "log" ? scale.domain[0] : Math.max(scale.domain[0], 0)) };
}

/** Start and length of a bar between its base and its value; never so short that it disappears. */
export function barExtent(base: number, end: number): { readonly from: number; readonly length: number } {
  const length = Math.max(1.5, Math.abs(base - end));
  return { from: round(end < base ? base - length : base), length: round(length) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
