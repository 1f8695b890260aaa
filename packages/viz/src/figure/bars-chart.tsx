import type { BarsFigure } from "@exampledon/claims";
import { scaleBand } from "d3-scale";
import { Fragment, type JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import { BarPattern } from "./bar-pattern.tsx";
import { seriesStyle } from "./palette.ts";
import { PlotFrame, plotArea } from "./plot-frame.tsx";
import { ReferenceLines } from "./reference-lines.tsx";
import { plotScale } from "./ticks.ts";

// Of the larger letters that narrow screens use.
const unitsPerLetter = 9.4;

/** Height of a bar chart's view box: more when long names have to be turned. */
export function barsHeight(figure: BarsFigure): number {
  return plotArea.bottom + 26 + (isTurned(figure) ? turnedDepth(figure) : 10);
}

/** Grouped bars with intervals. */
export function BarsChart({ figure, id }: { readonly figure: BarsFigure; readonly id: string }): JSX.Element {
  const { categories, series, references = [] } = figure;
  const area = plotArea;
  const heights = series.flatMap((one) => [...one.y, ...(one.low ?? []), ...(one.high ?? [])]);
  const axis =
    figure.y.scale === "log" ? figure.y : { ...figure.y, min: figure.y.min ?? Math.min(0, ...finite(heights)) };
  const y = plotScale(axis, [...heights, ...references.map((reference) => reference.y)], [area.bottom, area.top]);
  const x = scaleBand(categories.keys(), [area.left, area.right]).paddingInner(0.25).paddingOuter(0.15);
  const inner = scaleBand(series.keys(), [0, x.bandwidth()]).paddingInner(0.12);
  const base = y.position(figure.y.scale === "log" ? y.domain[0] : Math.max(y.domain[0], 0));
  const turned = isTurned(figure);
  return (
    <PlotFrame area={area} y={{ axis: figure.y, scale: y }}>
      <defs>
        {series.map((one, index) => (
          <BarPattern key={one.name} id={`${id}-bar-${index}`} {...seriesStyle(index)} />
        ))}
      </defs>
      {categories.map((category, column) => (
        <Fragment key={category}>
          {series.map((one, index) => {
            const value = one.y[column]!;
            if (!Number.isFinite(value)) return null;
            const left = x(column)! + inner(index)!;
            const top = y.position(value);
            return (
              <g key={one.name}>
                <rect
                  className="xd-bar"
                  x={left}
                  width={inner.bandwidth()}
                  y={Math.min(top, base)}
                  height={Math.abs(base - top)}
                  fill={`url(#${id}-bar-${index})`}
                >
                  <title>{`${category}, ${one.name}: ${formatNumber(value)}`}</title>
                </rect>
                <Interval
                  x={left + inner.bandwidth() / 2}
                  low={one.low?.[column]}
                  high={one.high?.[column]}
                  at={y.position}
                />
              </g>
            );
          })}
          <CategoryName x={x(column)! + x.bandwidth() / 2} y={area.bottom + 18} turned={turned} text={category} />
        </Fragment>
      ))}
      <ReferenceLines lines={references} area={area} scale={y} />
    </PlotFrame>
  );
}

function CategoryName({
  x,
  y,
  turned,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly turned: boolean;
  readonly text: string;
}): JSX.Element {
  return (
    <text
      className="xd-tick"
      x={x}
      y={y}
      {...(turned ? { textAnchor: "end", transform: `rotate(-38 ${x} ${y - 6})` } : { textAnchor: "middle" })}
    >
      {text}
    </text>
  );
}

interface IntervalProps {
  readonly x: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly at: (value: number) => number;
}

function Interval({ x, low, high, at }: IntervalProps): JSX.Element | null {
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return null;
  return (
    <path className="xd-interval" d={`M${x - 4} ${at(low)}h8M${x} ${at(low)}V${at(high)}M${x - 4} ${at(high)}h8`} />
  );
}

function isTurned({ categories }: BarsFigure): boolean {
  const room = (plotArea.right - plotArea.left) / Math.max(1, categories.length);
  return longest(categories) * unitsPerLetter > room;
}

function turnedDepth({ categories }: BarsFigure): number {
  return Math.min(150, longest(categories) * unitsPerLetter * 0.68 + 4);
}

function longest(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => name.length));
}

function finite(values: readonly number[]): number[] {
  return values.filter(Number.isFinite);
}
