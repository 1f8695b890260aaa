import type { Axis } from "@exampledon/claims";
import type { JSX, ReactNode } from "react";
import type { PlotScale } from "./ticks.ts";

/** The plot area inside the view box, in view-box units. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Width of every figure's view box; the page scales it, so the aspect ratio is fixed and nothing jumps. */
export const viewWidth = 560;

/** Default plot area: 340 units high with room for two axes. */
export const plotArea: PlotArea = { left: 66, right: 536, top: 14, bottom: 288 };

interface PlotFrameProps {
  readonly area: PlotArea;
  readonly y: { readonly axis: Axis; readonly scale: PlotScale };
  /** Left out where the chart draws its own horizontal axis. */
  readonly x?: { readonly axis: Axis; readonly scale: PlotScale };
  readonly children: ReactNode;
}

/** Grid, ticks and axis labels around a plot. */
export function PlotFrame({ area, x, y, children }: PlotFrameProps): JSX.Element {
  const middle = (area.left + area.right) / 2;
  return (
    <>
      <g className="xd-grid">
        {y.scale.ticks.map(({ value }) => (
          <line key={value} x1={area.left} x2={area.right} y1={y.scale.position(value)} y2={y.scale.position(value)} />
        ))}
      </g>
      {children}
      <line className="xd-axis" x1={area.left} x2={area.right} y1={area.bottom} y2={area.bottom} />
      <line className="xd-axis" x1={area.left} x2={area.left} y1={area.top} y2={area.bottom} />
      <g className="xd-tick" textAnchor="end">
        {y.scale.ticks.map(({ value, label }) => (
          <text key={value} x={area.left - 7} y={y.scale.position(value)} dy="0.35em">
            {label}
          </text>
        ))}
      </g>
      <AxisTitle x={16} y={(area.top + area.bottom) / 2} text={axisText(y.axis)} vertical />
      {x && (
        <>
          <TickLabelsBelow scale={x.scale} y={area.bottom + 19} right={area.right} />
          <AxisTitle x={middle} y={area.bottom + 42} text={axisText(x.axis)} />
        </>
      )}
    </>
  );
}

interface TickLabelsBelowProps {
  readonly scale: PlotScale;
  readonly y: number;
  /** Right end of the plot, where a wide label must not be cut off. */
  readonly right: number;
}

/** Labels of the ticks of a horizontal axis. */
export function TickLabelsBelow({ scale, y, right }: TickLabelsBelowProps): JSX.Element {
  return (
    <g className="xd-tick">
      {scale.ticks.map(({ value, label }) => {
        const at = scale.position(value);
        const cut = at > right - 12 && label.length > 3;
        return (
          <text key={value} x={cut ? right + 20 : at} y={y} textAnchor={cut ? "end" : "middle"}>
            {label}
          </text>
        );
      })}
    </g>
  );
}

interface AxisTitleProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly vertical?: boolean;
}

/** The name of an axis, centred on (x, y). */
export function AxisTitle({ x, y, text, vertical = false }: AxisTitleProps): JSX.Element {
  return (
    <text
      className="xd-axis-title"
      x={x}
      y={y}
      textAnchor="middle"
      {...(vertical ? { transform: `rotate(-90 ${x} ${y})` } : {})}
    >
      {text}
    </text>
  );
}

/** The name of an axis, with its scale where that is not linear. */
export function axisText(axis: Axis): string {
  return axis.scale === "log" ? `${axis.label} (log scale)` : axis.label;
}
