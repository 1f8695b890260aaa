import type { BarsFigure } from "@exampledon/claims";
import { scaleBand } from "d3-scale";
import { Fragment, type JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import { BarPattern } from "./bar-pattern.tsx";
import { barExtent, barScale, isUpright } from "./bars-layout.ts";
import { LyingBars, lyingHeight } from "./lying-bars.tsx";
import { seriesStyle } from "./palette.ts";
import { PlotFrame, plotArea } from "./plot-frame.tsx";
import { ReferenceLines } from "./reference-lines.tsx";

/** Height of a bar chart's view box. */
export function barsHeight(figure: BarsFigure): number {
  return isUpright(figure) ? plotArea.bottom + 36 : lyingHeight(figure);
}

interface BarsChartProps {
  readonly figure: BarsFigure;
  readonly id: string;
}

/** Grouped bars with intervals; they lie down where the names would not fit beneath them. */
export function BarsChart({ figure, id }: BarsChartProps): JSX.Element {
  return (
    <>
      <defs>
        {figure.series.map((one, index) => (
          <BarPattern key={one.name} id={`${id}-bar-${index}`} {...seriesStyle(index)} />
        ))}
      </defs>
      {isUpright(figure) ? <UprightBars figure={figure} id={id} /> : <LyingBars figure={figure} id={id} />}
    </>
  );
}

function UprightBars({ figure, id }: BarsChartProps): JSX.Element {
  const { categories, series, references = [] } = figure;
  const { scale, base } = barScale(figure, [plotArea.bottom, plotArea.top]);
  const x = scaleBand(categories.keys(), [plotArea.left, plotArea.right]).paddingInner(0.25).paddingOuter(0.15);
  const inner = scaleBand(series.keys(), [0, x.bandwidth()]).paddingInner(0.12);
  const width = round(inner.bandwidth());
  return (
    <PlotFrame area={plotArea} y={{ axis: figure.y, scale }}>
      {categories.map((category, column) => (
        <Fragment key={category}>
          {series.map((one, index) => {
            const value = one.y[column];
            if (value === undefined || !Number.isFinite(value)) return null;
            const { from, length } = barExtent(base, scale.position(value));
            const left = round(x(column)! + inner(index)!);
            return (
              <g key={one.name}>
                <rect
                  className="xd-bar"
                  x={left}
                  y={from}
                  width={width}
                  height={length}
                  fill={`url(#${id}-bar-${index})`}
                >
                  <title>{`${category}, ${one.name}: ${formatNumber(value)}`}</title>
                </rect>
                <Interval
                  x={round(left + width / 2)}
                  low={one.low?.[column]}
                  high={one.high?.[column]}
                  at={scale.position}
                />
              </g>
            );
          })}
          <text
            className="xd-tick"
            x={round(x(column)! + x.bandwidth() / 2)}
            y={plotArea.bottom + 19}
            textAnchor="middle"
          >
            {category}
          </text>
        </Fragment>
      ))}
      <ReferenceLines lines={references} area={plotArea} scale={scale} />
    </PlotFrame>
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
  const [bottom, top] = [round(at(low)), round(at(high))];
  return <path className="xd-interval" d={`M${x - 4} ${bottom}h8M${x} ${bottom}V${top}M${x - 4} ${top}h8`} />;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
