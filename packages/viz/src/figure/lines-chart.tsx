import type { LinesFigure, Series } from "@exampledon/claims";
import { area as areaPath, line as linePath } from "d3-shape";
import type { JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import { decimate } from "./decimate.ts";
import { EndLabels } from "./end-labels.tsx";
import { Marker } from "./marker.tsx";
import { seriesStyle } from "./palette.ts";
import { PlotFrame, plotArea } from "./plot-frame.tsx";
import { ReferenceLines } from "./reference-lines.tsx";
import { type PlotScale, plotScale } from "./ticks.ts";

/** Curves over a common axis, with bands; at most 500 points are drawn per line. */
export function LinesChart({ figure }: { readonly figure: LinesFigure }): JSX.Element {
  const { series, references = [] } = figure;
  const x = plotScale(
    figure.x,
    series.flatMap((one) => one.x),
    [plotArea.left, plotArea.right],
  );
  const heights = series.flatMap((one) => [...one.y, ...(one.low ?? []), ...(one.high ?? [])]);
  const y = plotScale(
    figure.y,
    [...heights, ...references.map((reference) => reference.y)],
    [plotArea.bottom, plotArea.top],
  );
  return (
    <PlotFrame area={plotArea} x={{ axis: figure.x, scale: x }} y={{ axis: figure.y, scale: y }}>
      {series.map((one, index) => (
        <Band key={one.name} series={one} index={index} x={x} y={y} />
      ))}
      <ReferenceLines lines={references} area={plotArea} scale={y} />
      {series.map((one, index) => (
        <Line key={one.name} series={one} index={index} x={x} y={y} log={figure.y.scale === "log"} />
      ))}
      <EndLabels series={series} x={x} y={y} />
    </PlotFrame>
  );
}

interface LineProps {
  readonly series: Series;
  readonly index: number;
  readonly x: PlotScale;
  readonly y: PlotScale;
}

function Band({ series, index, x, y }: LineProps): JSX.Element | null {
  const { low, high } = series;
  if (!low || !high) return null;
  const path = areaPath<number>()
    .defined((at) => Number.isFinite(low[at]) && Number.isFinite(high[at]))
    .x((at) => x.position(series.x[at]!))
    .y0((at) => y.position(low[at]!))
    .y1((at) => y.position(high[at]!))
    .digits(2)(decimate(series.y));
  return <path className="xd-band" d={path ?? ""} fill={seriesStyle(index).colour} />;
}

function Line({ series, index, x, y, log }: LineProps & { readonly log: boolean }): JSX.Element {
  const style = seriesStyle(index);
  const drawn = (at: number) => Number.isFinite(series.y[at]) && !(log && series.y[at]! <= 0);
  const kept = decimate(series.y);
  const path = linePath<number>()
    .defined(drawn)
    .x((at) => x.position(series.x[at]!))
    .y((at) => y.position(series.y[at]!))
    .digits(2)(kept);
  return (
    <g>
      <path className="xd-line" d={path ?? ""} stroke={style.colour} strokeDasharray={style.dash} />
      {markerIndices(kept)
        .filter(drawn)
        .map((at) => (
          <Marker
            key={at}
            x={x.position(series.x[at]!)}
            y={y.position(series.y[at]!)}
            shape={style.shape}
            colour={style.colour}
            title={`${series.name}: ${formatNumber(series.x[at]!)}, ${formatNumber(series.y[at]!)}`}
          />
        ))}
    </g>
  );
}

/** Every point of a short line; about eight spread over a long one. */
function markerIndices(kept: readonly number[]): number[] {
  if (kept.length <= 16) return [...kept];
  return Array.from({ length: 8 }, (_, step) => kept[Math.round((step * (kept.length - 1)) / 7)]!);
}
