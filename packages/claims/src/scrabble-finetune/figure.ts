import type { PanelsFigure } from "../figure.ts";

/** What the curves are drawn from. */
export interface Curves {
  readonly tolerances: readonly number[];
  /** Shares merged at each tolerance: measured, by law, and of different animals. */
  readonly merged: readonly number[];
  readonly law: readonly number[];
  readonly others: readonly number[];
  /** Samples per animal of each fit, and the AUC that they reach. */
  readonly samples: readonly number[];
  readonly told: readonly number[];
}

/** The values that the figure quotes. */
export interface Quoted {
  readonly cosine: number;
  readonly merged: number;
  readonly changeTopShare: number;
  readonly sidewaysTopShare: number;
  readonly randomTopShare: number;
  readonly toldApart: number;
}

/** How the change is structured, which tolerance merges it away, and what dictionaries resolve. */
export function fineTuneFigure(found: Quoted, curves: Curves): PanelsFigure {
  return {
    kind: "panels",
    title: "Old and new circuits",
    summary:
      `Old and new directions of an animal have a cosine of ${found.cosine.toFixed(3)}; at the chosen tolerance a share ` +
      `${found.merged.toFixed(2)} of the pairs is taken for one. The change beside the old directions is one direction to ${found.sidewaysTopShare.toFixed(2)}, ` +
      `a random change of the same size to ${found.randomTopShare.toFixed(2)}.`,
    figures: [
      {
        kind: "lines",
        title: "Pairs taken for one, against the tool's tolerance",
        summary:
          "Between the curve of old and new circuits and that of different animals lies every tolerance that merges the former and spares the latter.",
        x: { label: "tolerance, 1 − cosine", scale: "log" },
        y: { label: "share of pairs taken for one", min: 0, max: 1 },
        series: [
          { name: "old and new circuit of an animal", x: curves.tolerances, y: curves.merged },
          { name: "by the law of Gaussian points", x: curves.tolerances, y: curves.law },
          { name: "an animal and the one most like it", x: curves.tolerances, y: curves.others },
        ],
      },
      {
        kind: "bars",
        title: "How much of the change is one direction",
        summary: "Nearly all of a fine-tuning, next to nothing of a random change of the same size.",
        y: { label: "share of the top component", min: 0, max: 1 },
        categories: ["the whole change", "beside the old directions", "a random change"],
        series: [{ name: "top component", y: [found.changeTopShare, found.sidewaysTopShare, found.randomTopShare] }],
      },
      {
        kind: "lines",
        title: "Old and new dictionaries",
        summary: `With the most samples the two dictionaries tell moved from unmoved entries with an AUC of ${found.toldApart.toFixed(2)}.`,
        x: { label: "samples per animal", scale: "log" },
        y: { label: "AUC, moved against unmoved entries", min: 0.4, max: 1 },
        series: [{ name: "old and new dictionaries", x: curves.samples, y: curves.told }],
        references: [{ label: "chance", y: 0.5 }],
      },
    ],
  };
}
