/** A figure as plain data: drawn live in the page, statically in its HTML and in the CLI's report. */
export type Figure = LinesFigure | BarsFigure | HistogramFigure | HeatmapFigure | PanelsFigure;

interface FigureText {
  /** What it shows, one line. */
  readonly title: string;
  /** What to see in it, for readers who cannot see it: one to three sentences, computed from the data. */
  readonly summary: string;
}

/** Labelled axis; `log` needs positive values. */
export interface Axis {
  readonly label: string;
  readonly scale?: "linear" | "log";
  /** Fixed ends; the data's extent where left out. */
  readonly min?: number;
  readonly max?: number;
}

/** One line; `low`/`high` draw a band (spread over seeds). All arrays have the length of `x`. */
export interface Series {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** A horizontal line, e.g. a chance level. */
export interface ReferenceLine {
  readonly label: string;
  readonly y: number;
}

/** Curves over a common axis: training progress, sweeps, frontiers. */
export interface LinesFigure extends FigureText {
  readonly kind: "lines";
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly references?: readonly ReferenceLine[];
}

/** Grouped bars with an interval: one bar per category and series. */
export interface BarsFigure extends FigureText {
  readonly kind: "bars";
  readonly y: Axis;
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly y: readonly number[];
    readonly low?: readonly number[];
    readonly high?: readonly number[];
  }[];
  readonly references?: readonly ReferenceLine[];
}

/** Densities of several samples over common bins. `edges` has one entry more than each `density`. */
export interface HistogramFigure extends FigureText {
  readonly kind: "histogram";
  readonly x: Axis;
  readonly edges: readonly number[];
  readonly series: readonly { readonly name: string; readonly density: readonly number[] }[];
}

/** A table of numbers as colours, e.g. cosines; `values` is row-major `[rows × columns]`. */
export interface HeatmapFigure extends FigureText {
  readonly kind: "heatmap";
  readonly rows: { readonly label: string; readonly count: number };
  readonly columns: { readonly label: string; readonly count: number };
  readonly values: readonly number[];
  /** Ends of the colour scale. */
  readonly min: number;
  readonly max: number;
}

/** Several figures that belong together, stacked; panels do not nest. */
export interface PanelsFigure extends FigureText {
  readonly kind: "panels";
  readonly figures: readonly Exclude<Figure, PanelsFigure>[];
}
