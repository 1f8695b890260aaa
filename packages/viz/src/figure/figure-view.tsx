import type { Figure } from "@exampledon/claims";
import { type JSX, useId } from "react";
import { BarsChart, barsHeight } from "./bars-chart.tsx";
import { DataTable } from "./data-table.tsx";
import { HeatmapView } from "./heatmap-view.tsx";
import { HistogramChart } from "./histogram-chart.tsx";
import { Legend } from "./legend.tsx";
import { LinesChart } from "./lines-chart.tsx";
import { PlotSvg } from "./plot-svg.tsx";

type Panel = Exclude<Figure, { kind: "panels" }>;

interface FigureViewProps {
  readonly figure: Figure;
  /** Anchor of the figure. */
  readonly id?: string;
}

/** Draws any figure with its title, legend, summary and data table; renders to the same text on the server. */
export function FigureView({ figure, id }: FigureViewProps): JSX.Element {
  const own = useId();
  return (
    <figure className="xd-figure" {...(id === undefined ? {} : { id })}>
      <figcaption className="xd-figure-title">{figure.title}</figcaption>
      {figure.kind === "panels" ? (
        figure.figures.map((panel, index) => (
          <div className="xd-panel-figure" key={panel.title}>
            <p className="xd-panel-title">{panel.title}</p>
            <PanelView panel={panel} id={`${own}-${index}`} describedBy={`${own}-summary-${index}`} />
            <p className="xd-summary" id={`${own}-summary-${index}`}>
              {panel.summary}
            </p>
          </div>
        ))
      ) : (
        <PanelView panel={figure} id={own} describedBy={`${own}-summary`} />
      )}
      <p className="xd-summary" id={`${own}-summary`}>
        {figure.summary}
      </p>
      <DataTable figure={figure} />
    </figure>
  );
}

interface PanelViewProps {
  readonly panel: Panel;
  readonly id: string;
  readonly describedBy: string;
}

function PanelView({ panel, id, describedBy }: PanelViewProps): JSX.Element {
  if (panel.kind === "heatmap") return <HeatmapView figure={panel} describedBy={describedBy} />;
  return (
    <>
      <Legend kind={panel.kind} names={panel.series.map((one) => one.name)} id={id} />
      <PlotSvg title={panel.title} describedBy={describedBy} height={panel.kind === "bars" ? barsHeight(panel) : 340}>
        {panel.kind === "lines" && <LinesChart figure={panel} />}
        {panel.kind === "bars" && <BarsChart figure={panel} id={id} />}
        {panel.kind === "histogram" && <HistogramChart figure={panel} />}
      </PlotSvg>
    </>
  );
}
