import type { Figure } from "@exampledon/claims";

/** The numbers of a figure as a table. */
export interface FigureTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface Curve {
  readonly name: string;
  readonly y: readonly number[];
  readonly low?: readonly number[];
  readonly high?: readonly number[];
}

/** Every number that a figure draws, one table per panel. */
export function figureTables(figure: Figure): FigureTable[] {
  switch (figure.kind) {
    case "panels":
      return figure.figures.flatMap(figureTables);
    case "lines":
      return [linesTable(figure)];
    case "bars":
      return [
        {
          title: figure.title,
          columns: ["", ...figure.series.flatMap(curveColumns)],
          rows: figure.categories.map((category, at) => [
            category,
            ...figure.series.flatMap((one) => curveCells(one, at)),
          ]),
        },
      ];
    case "histogram":
      return [
        {
          title: figure.title,
          columns: ["from", "to", ...figure.series.map((one) => one.name)],
          rows: figure.edges
            .slice(0, -1)
            .map((edge, bin) => [
              edge,
              figure.edges[bin + 1]!,
              ...figure.series.map((one) => one.density[bin] ?? Number.NaN),
            ]),
        },
      ];
    case "heatmap":
      return [
        {
          title: figure.title,
          columns: [
            figure.rows.label,
            ...Array.from({ length: figure.columns.count }, (_, column) => `${figure.columns.label} ${column + 1}`),
          ],
          rows: Array.from({ length: figure.rows.count }, (_, row) => [
            row + 1,
            ...figure.values.slice(row * figure.columns.count, (row + 1) * figure.columns.count),
          ]),
        },
      ];
  }
}

function linesTable(figure: Extract<Figure, { kind: "lines" }>): FigureTable {
  const { series, title, x } = figure;
  const first = series[0]?.x ?? [];
  const shared = series.every(
    (one) => one.x.length === first.length && one.x.every((value, at) => value === first[at]),
  );
  if (shared) {
    return {
      title,
      columns: [x.label, ...series.flatMap(curveColumns)],
      rows: first.map((value, at) => [value, ...series.flatMap((one) => curveCells(one, at))]),
    };
  }
  return {
    title,
    columns: ["series", x.label, figure.y.label, "low", "high"],
    rows: series.flatMap((one) =>
      one.x.map((value, at) => [one.name, value, one.y[at]!, one.low?.[at] ?? "", one.high?.[at] ?? ""]),
    ),
  };
}

function curveColumns(curve: Curve): string[] {
  return curve.low && curve.high ? [curve.name, `${curve.name}, low`, `${curve.name}, high`] : [curve.name];
}

function curveCells(curve: Curve, at: number): number[] {
  const value = curve.y[at] ?? Number.NaN;
  return curve.low && curve.high ? [value, curve.low[at] ?? Number.NaN, curve.high[at] ?? Number.NaN] : [value];
}
