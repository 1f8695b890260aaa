import type { HeatmapFigure } from "@exampledon/claims";
import { type JSX, useMemo } from "react";
import { formatNumber } from "../text/format-number.ts";
import { heatIndex, heatPalette } from "./heat-colours.ts";
import { AxisTitle } from "./plot-frame.tsx";
import { pngAddress } from "./png.ts";

const area = { left: 66, right: 478, top: 14, bottom: 288 };

/** A cell of a heat map, from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

interface HeatmapChartProps {
  readonly figure: HeatmapFigure;
  /** The cell to outline. */
  readonly cell: Cell;
  readonly onPoint: (cell: Cell) => void;
}

/** Numbers as colours: one image pixel per cell, scaled up without smoothing, the same on the server and in the page. */
export function HeatmapChart({ figure, cell, onPoint }: HeatmapChartProps): JSX.Element {
  const { rows, columns, min, max } = figure;
  const width = area.right - area.left;
  const height = area.bottom - area.top;
  // Moving the pointer redraws the outline, not the image.
  const address = useMemo(() => cellsAddress(figure), [figure]);
  return (
    <>
      <image
        className="xd-cells"
        href={address}
        x={area.left}
        y={area.top}
        width={width}
        height={height}
        preserveAspectRatio="none"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onPoint({
            row: cellAt(event.clientY - box.top, box.height, rows.count),
            column: cellAt(event.clientX - box.left, box.width, columns.count),
          });
        }}
      />
      <rect className="xd-outline" x={area.left} y={area.top} width={width} height={height} />
      <rect
        className="xd-cell"
        x={area.left + (cell.column * width) / columns.count}
        y={area.top + (cell.row * height) / rows.count}
        width={width / columns.count}
        height={height / rows.count}
      />
      <g className="xd-tick" textAnchor="end">
        {endTicks(rows.count).map((index) => (
          <text key={index} x={area.left - 7} y={area.top + ((index + 0.5) * height) / rows.count} dy="0.35em">
            {index + 1}
          </text>
        ))}
      </g>
      <g className="xd-tick" textAnchor="middle">
        {endTicks(columns.count).map((index) => (
          <text key={index} x={area.left + ((index + 0.5) * width) / columns.count} y={area.bottom + 19}>
            {index + 1}
          </text>
        ))}
      </g>
      <AxisTitle x={16} y={(area.top + area.bottom) / 2} text={rows.label} vertical />
      <AxisTitle x={(area.left + area.right) / 2} y={area.bottom + 42} text={columns.label} />
      <ColourBar min={min} max={max} />
    </>
  );
}

function cellsAddress({ rows, columns, values, min, max }: HeatmapFigure): string {
  const pixels = Uint8Array.from({ length: rows.count * columns.count }, (_, index) =>
    heatIndex(values[index] ?? Number.NaN, min, max),
  );
  return pngAddress({ width: columns.count, height: rows.count, pixels, palette: heatPalette });
}

function ColourBar({ min, max }: { readonly min: number; readonly max: number }): JSX.Element {
  const steps = 64;
  const pixels = Uint8Array.from({ length: steps }, (_, index) =>
    heatIndex(max - ((max - min) * index) / (steps - 1), min, max),
  );
  const address = pngAddress({ width: 1, height: steps, pixels, palette: heatPalette });
  const height = area.bottom - area.top;
  const marks = min < 0 && max > 0 ? [max, 0, min] : [max, min];
  return (
    <g>
      <image
        className="xd-cells"
        href={address}
        x={494}
        y={area.top}
        width={14}
        height={height}
        preserveAspectRatio="none"
      />
      <rect className="xd-outline" x={494} y={area.top} width={14} height={height} />
      {marks.map((mark) => (
        <text
          key={mark}
          className="xd-tick"
          x={513}
          y={area.top + (height * (max - mark)) / (max - min || 1)}
          dy={mark === max ? "0.8em" : mark === min ? "0" : "0.35em"}
        >
          {formatNumber(mark, 2)}
        </text>
      ))}
    </g>
  );
}

function cellAt(offset: number, extent: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((offset / extent) * count)));
}

function endTicks(count: number): number[] {
  return count > 2 ? [0, Math.floor((count - 1) / 2), count - 1] : [...Array(count).keys()];
}
