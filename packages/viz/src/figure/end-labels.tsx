import type { Series } from "@exampledon/claims";
import type { JSX } from "react";
import { plotArea } from "./plot-frame.tsx";
import type { PlotScale } from "./ticks.ts";

const longest = 18;
const apart = 22;

interface EndLabelsProps {
  readonly series: readonly Series[];
  readonly x: PlotScale;
  readonly y: PlotScale;
}

/** The name of each line at its end, where all of them are short and the ends far enough apart; else the legend has to do. */
export function EndLabels({ series, x, y }: EndLabelsProps): JSX.Element | null {
  const labels = series.map((one) => {
    const last = one.y.map(Number.isFinite).lastIndexOf(true);
    return { name: one.name, x: x.position(one.x[last] ?? Number.NaN), y: y.position(one.y[last] ?? Number.NaN) };
  });
  const heights = labels.map((label) => label.y).sort((a, b) => a - b);
  const clear = heights.every((height, index) => index === 0 || height - heights[index - 1]! >= apart);
  if (
    series.length < 2 ||
    !clear ||
    labels.some(({ name, x, y }) => name.length > longest || !Number.isFinite(x + y))
  ) {
    return null;
  }
  return (
    <g className="xd-end-labels">
      {labels.map((label) => (
        <text
          key={label.name}
          x={Math.max(label.x, plotArea.left + longest * 9) - 4}
          y={Math.round(label.y < plotArea.top + 24 ? label.y + 20 : label.y - 9)}
          textAnchor="end"
        >
          {label.name}
        </text>
      ))}
    </g>
  );
}
