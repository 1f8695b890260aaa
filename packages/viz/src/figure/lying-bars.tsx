import type { BarsFigure } from "@exampledon/claims";
import { Fragment, type JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import { barExtent, barScale, linesOf, nameColumn, rowHeight } from "./bars-layout.ts";
import { AxisTitle, axisText, plotArea, TickLabelsBelow } from "./plot-frame.tsx";

const top = plotArea.top;

/** Height of the view box of lying bars. */
export function lyingHeight(figure: BarsFigure): number {
  return bottomOf(figure) + 52;
}

/** Grouped bars from left to right, one row per category, its name beside it. */
export function LyingBars({ figure, id }: { readonly figure: BarsFigure; readonly id: string }): JSX.Element {
  const { categories, series, references = [] } = figure;
  const left = nameColumn(figure);
  const bottom = bottomOf(figure);
  const row = rowHeight(figure);
  const { scale, base } = barScale(figure, [left, plotArea.right]);
  const thickness = (row - 10) / series.length - 2;
  return (
    <>
      <g className="xd-grid">
        {scale.ticks.map(({ value }) => (
          <line key={value} x1={round(scale.position(value))} x2={round(scale.position(value))} y1={top} y2={bottom} />
        ))}
      </g>
      {categories.map((category, at) => (
        <Fragment key={category}>
          <Name lines={linesOf(category)} x={left - 7} y={top + (at + 0.5) * row} />
          {series.map((one, index) => {
            const value = one.y[at];
            if (value === undefined || !Number.isFinite(value)) return null;
            const { from, length } = barExtent(base, scale.position(value));
            const y = round(top + at * row + 5 + index * (thickness + 2));
            return (
              <g key={one.name}>
                <rect
                  className="xd-bar"
                  x={from}
                  y={y}
                  width={length}
                  height={round(thickness)}
                  fill={`url(#${id}-bar-${index})`}
                >
                  <title>{`${category}, ${one.name}: ${formatNumber(value)}`}</title>
                </rect>
                <Interval y={round(y + thickness / 2)} low={one.low?.[at]} high={one.high?.[at]} at={scale.position} />
              </g>
            );
          })}
        </Fragment>
      ))}
      <g className="xd-reference">
        {references.map(({ label, y }) => (
          <g key={label}>
            <line x1={round(scale.position(y))} x2={round(scale.position(y))} y1={top} y2={bottom} />
            <text x={round(scale.position(y)) - 4} y={bottom - 6} textAnchor="end">
              {label} {formatNumber(y)}
            </text>
          </g>
        ))}
      </g>
      <line className="xd-axis" x1={left} x2={plotArea.right} y1={bottom} y2={bottom} />
      <line className="xd-axis" x1={round(base)} x2={round(base)} y1={top} y2={bottom} />
      <TickLabelsBelow scale={scale} y={bottom + 19} right={plotArea.right} />
      <AxisTitle x={(left + plotArea.right) / 2} y={bottom + 42} text={axisText(figure.y)} />
    </>
  );
}

function Name({
  lines,
  x,
  y,
}: {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}): JSX.Element {
  return (
    <text className="xd-tick" x={x} y={round(y)} textAnchor="end">
      {lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? `${0.35 - (lines.length - 1) * 0.5}em` : "1em"}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

interface IntervalProps {
  readonly y: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly at: (value: number) => number;
}

function Interval({ y, low, high, at }: IntervalProps): JSX.Element | null {
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return null;
  const [from, to] = [round(at(low)), round(at(high))];
  return <path className="xd-interval" d={`M${from} ${y - 4}v8M${from} ${y}H${to}M${to} ${y - 4}v8`} />;
}

function bottomOf(figure: BarsFigure): number {
  return top + rowHeight(figure) * figure.categories.length;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
