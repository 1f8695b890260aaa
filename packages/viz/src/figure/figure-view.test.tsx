import type { BarsFigure, Figure, HeatmapFigure, HistogramFigure, LinesFigure } from "@exampledon/claims";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { figureTables } from "./figure-table.ts";
import { FigureView } from "./figure-view.tsx";
import { plotArea } from "./plot-frame.tsx";

const text = { title: "A figure", summary: "What to see." };
const lines: LinesFigure = {
  ...text,
  kind: "lines",
  x: { label: "penalty", scale: "log" },
  y: { label: "recovered", min: 0, max: 1 },
  series: [
    { name: "animals", x: [0.01, 0.1, 1], y: [0.2, 0.9, 0.5], low: [0.1, 0.8, 0.4], high: [0.3, 1, 0.6] },
    { name: "attributes", x: [0.01, 0.1, 1], y: [0.1, Number.NaN, 0.1] },
  ],
  references: [{ label: "chance", y: 0.4 }],
};
const bars: BarsFigure = {
  ...text,
  kind: "bars",
  y: { label: "score" },
  categories: ["L1", "TopK"],
  series: [
    { name: "animals", y: [0.9, -0.2], low: [0.8, -0.3], high: [1, -0.1] },
    { name: "attributes", y: [0.4, 0.5] },
  ],
};
const histogram: HistogramFigure = {
  ...text,
  kind: "histogram",
  x: { label: "cosine" },
  edges: [-1, 0, 1],
  series: [
    { name: "pairs", density: [0.25, 0.75] },
    { name: "others", density: [0.5, 0.5] },
  ],
};
const heatmap: HeatmapFigure = {
  ...text,
  kind: "heatmap",
  rows: { label: "latent", count: 2 },
  columns: { label: "animal", count: 3 },
  values: [1, 0, -1, 0.25, 0, 0],
  min: -1,
  max: 1,
};
const figures: Record<string, Figure> = {
  lines,
  bars,
  histogram,
  heatmap,
  panels: { ...text, kind: "panels", title: "Together", figures: [lines, { ...bars, title: "Another" }] },
};
const html = (figure: Figure) => renderToString(<FigureView figure={figure} />).replaceAll("<!-- -->", "");

describe.each(Object.entries(figures))("a figure of %s", (_, figure) => {
  it("is an image with a title and a summary that it points to", () => {
    const page = html(figure);
    const described = page.match(/aria-describedby="([^"]+)"/)?.[1];
    const labelled = page.match(/aria-labelledby="([^"]+)"/)?.[1];
    expect(page).toContain('role="img"');
    expect(page).toContain(`id="${described}">What to see.</p>`);
    expect(page).toContain(`<title id="${labelled}">A figure</title>`);
  });

  it("has its numbers in a table and none that is not one in its drawing", () => {
    const page = html(figure);
    expect(page).toContain("<table");
    expect(page.replace(/<table.*<\/table>/s, "")).not.toContain("NaN");
  });
});

describe("lines", () => {
  it("start at the left end of the plot and are told apart by colour, dash and marker", () => {
    const page = html(lines);
    const drawn = [...page.matchAll(/class="xd-line" d="(M[^"]+)" stroke="([^"]+)" stroke-dasharray="([^"]+)"/g)];
    expect(drawn[0]![1]!.startsWith(`M${plotArea.left},`)).toBe(true);
    expect(drawn.map((match) => match[2])).toEqual(["var(--xd-series-1)", "var(--xd-series-2)"]);
    expect(new Set(drawn.map((match) => match[3])).size).toBe(2);
  });

  it("break where a value is missing", () => {
    const second = [...html(lines).matchAll(/class="xd-line" d="(M[^"]+)"/g)][1]![1]!;
    expect(second.match(/M/g)).toHaveLength(2);
  });

  it("are named at their ends where there is room, and by the legend alone where there is not", () => {
    const apart = { ...lines, series: [lines.series[0]!, { name: "attributes", x: [0.01, 1], y: [0.1, 0.1] }] };
    const close = { ...lines, series: [lines.series[0]!, { name: "attributes", x: [0.01, 1], y: [0.1, 0.49] }] };
    expect(html(apart)).toMatch(/xd-end-labels.*>attributes<\/text>/);
    expect(html(close)).not.toContain("xd-end-labels");
    expect(html(close)).toMatch(/<li>.*attributes<\/li>/);
  });

  it("label the reference line where it stands", () => {
    expect(html(lines)).toContain("chance 0.4");
  });

  it("draw at most 500 points", () => {
    const y = Array.from({ length: 5000 }, (_, index) => Math.sin(index / 40));
    const path = html({ ...lines, series: [{ name: "long", x: y.map((_, index) => index + 1), y }] }).match(
      /class="xd-line" d="(M[^"]+)"/,
    )![1]!;
    expect(path.split(/[ML]/).length - 1).toBeLessThanOrEqual(500);
  });
});

describe("bars", () => {
  it("stand on zero, above and below it", () => {
    const rects = [...html(bars).matchAll(/class="xd-bar" x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"/g)];
    const tops = rects.map((match) => Number(match[1]));
    const ends = rects.map((match) => Number(match[1]) + Number(match[2]));
    expect(rects).toHaveLength(4);
    expect(ends[0]).toBeCloseTo(tops[2]!, 1);
    expect(ends[1]).toBeCloseTo(ends[3]!, 1);
  });

  it("differ by pattern", () => {
    expect(html(bars).match(/<pattern /g)!.length).toBeGreaterThanOrEqual(2);
  });
});

describe("bars with long names", () => {
  const long: BarsFigure = {
    ...bars,
    categories: ["a sparse autoencoder of the first kind", "another, of the second kind"],
  };

  it("lie down, with their names in lines", () => {
    const rects = [...html(long).matchAll(/class="xd-bar" x="([^"]+)" y="([^"]+)" width="([^"]+)"/g)].map((match) =>
      match.slice(1).map(Number),
    );
    expect(rects).toHaveLength(4);
    // 0.9 to the right of zero, -0.2 to its left.
    expect(rects[2]![0]! + rects[2]![2]!).toBeCloseTo(rects[0]![0]!, 1);
    expect(html(long).match(/<tspan/g)!.length).toBeGreaterThan(2);
  });

  it("show a value at the base of a logarithmic axis", () => {
    const log: BarsFigure = {
      ...long,
      y: { label: "edges", scale: "log", min: 1 },
      series: [{ name: "own", y: [1, 100] }],
    };
    const widths = [...html(log).matchAll(/class="xd-bar" x="[^"]+" y="[^"]+" width="([^"]+)"/g)].map((match) =>
      Number(match[1]),
    );
    expect(Math.min(...widths)).toBeGreaterThan(1);
  });
});

describe("a histogram", () => {
  it("has one step per bin", () => {
    expect(
      html(histogram)
        .match(/class="xd-line" d="M[^"]+"/)![0]
        .match(/H/g),
    ).toHaveLength(2);
  });
});

describe("figureTables", () => {
  it("has one row per category, bin, point or row of cells", () => {
    expect(figureTables(bars)[0]!.rows).toEqual([
      ["L1", 0.9, 0.8, 1, 0.4],
      ["TopK", -0.2, -0.3, -0.1, 0.5],
    ]);
    expect(figureTables(histogram)[0]!.rows[1]).toEqual([0, 1, 0.75, 0.5]);
    expect(figureTables(heatmap)[0]!.rows[0]).toEqual([1, 1, 0, -1]);
    expect(figureTables(lines)[0]!.rows[0]).toEqual([0.01, 0.2, 0.1, 0.3, 0.1]);
  });

  it("names the series where they do not share their x", () => {
    const apart: LinesFigure = { ...lines, series: [lines.series[0]!, { name: "other", x: [2], y: [3] }] };
    expect(figureTables(apart)[0]!.rows.at(-1)).toEqual(["other", 2, 3, "", ""]);
  });
});
