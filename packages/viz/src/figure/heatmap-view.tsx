import type { HeatmapFigure } from "@exampledon/claims";
import { type JSX, useId, useState } from "react";
import { formatNumber } from "../text/format-number.ts";
import { type Cell, HeatmapChart } from "./heatmap-chart.tsx";
import { PlotSvg } from "./plot-svg.tsx";

/** A heat map with a read-out of one cell, chosen by pointer or by number. */
export function HeatmapView({
  figure,
  describedBy,
}: {
  readonly figure: HeatmapFigure;
  readonly describedBy: string;
}): JSX.Element {
  const [chosen, choose] = useState<Cell>({ row: 0, column: 0 });
  const cell = {
    row: Math.min(chosen.row, figure.rows.count - 1),
    column: Math.min(chosen.column, figure.columns.count - 1),
  };
  const value = figure.values[cell.row * figure.columns.count + cell.column] ?? Number.NaN;
  return (
    <>
      <PlotSvg title={figure.title} describedBy={describedBy} height={340}>
        <HeatmapChart figure={figure} cell={cell} onPoint={choose} />
      </PlotSvg>
      <p className="xd-read-cell">
        <CellInput
          label={figure.rows.label}
          count={figure.rows.count}
          at={cell.row}
          set={(row) => choose({ ...cell, row })}
        />
        <CellInput
          label={figure.columns.label}
          count={figure.columns.count}
          at={cell.column}
          set={(column) => choose({ ...cell, column })}
        />
        <output>{formatNumber(value)}</output>
      </p>
    </>
  );
}

interface CellInputProps {
  readonly label: string;
  readonly count: number;
  readonly at: number;
  readonly set: (at: number) => void;
}

function CellInput({ label, count, at, set }: CellInputProps): JSX.Element {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={1}
        max={count}
        value={at + 1}
        onChange={(event) => {
          const next = Math.round(event.target.valueAsNumber) - 1;
          if (next >= 0 && next < count) set(next);
        }}
      />
    </>
  );
}
