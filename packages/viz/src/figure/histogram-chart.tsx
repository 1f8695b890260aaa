import type { HistogramFigure } from "@exampledon/claims";
import type { JSX } from "react";
import { seriesStyle } from "./palette.ts";
import { PlotFrame, plotArea } from "./plot-frame.tsx";
import { plotScale } from "./ticks.ts";

/** Densities as outlined steps over common bins. */
export function HistogramChart({ figure }: { readonly figure: HistogramFigure }): JSX.Element {
  const { edges, series } = figure;
  const x = plotScale({ ...figure.x, min: edges[0] ?? 0, max: edges.at(-1) ?? 1 }, edges, [
    plotArea.left,
    plotArea.right,
  ]);
  const yAxis = { label: "density", min: 0 };
  const y = plotScale(
    yAxis,
    series.flatMap((one) => one.density),
    [plotArea.bottom, plotArea.top],
  );
  return (
    <PlotFrame area={plotArea} x={{ axis: figure.x, scale: x }} y={{ axis: yAxis, scale: y }}>
      {series.map((one, index) => {
        const style = seriesStyle(index);
        const steps = one.density.map(
          (density, bin) => `V${round(y.position(density))}H${round(x.position(edges[bin + 1]!))}`,
        );
        const outline = `M${round(x.position(edges[0] ?? 0))} ${plotArea.bottom}${steps.join("")}V${plotArea.bottom}`;
        return (
          <g key={one.name}>
            <path className="xd-band" d={outline} fill={style.colour} />
            <path className="xd-line" d={outline} stroke={style.colour} strokeDasharray={style.dash} />
          </g>
        );
      })}
    </PlotFrame>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
