import type { ReferenceLine } from "@exampledon/claims";
import type { JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import type { PlotArea } from "./plot-frame.tsx";
import type { PlotScale } from "./ticks.ts";

interface ReferenceLinesProps {
  readonly lines: readonly ReferenceLine[];
  readonly area: PlotArea;
  readonly scale: PlotScale;
}

/** Horizontal reference lines, each labelled where it stands. */
export function ReferenceLines({ lines, area, scale }: ReferenceLinesProps): JSX.Element {
  return (
    <g className="xd-reference">
      {lines.map(({ label, y }) => {
        const at = scale.position(y);
        return (
          <g key={label}>
            <line x1={area.left} x2={area.right} y1={at} y2={at} />
            <text x={area.right - 4} y={at} dy={at < area.top + 20 ? "1.1em" : "-0.4em"} textAnchor="end">
              {label} {formatNumber(y)}
            </text>
          </g>
        );
      })}
    </g>
  );
}
