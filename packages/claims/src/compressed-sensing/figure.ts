import type { PanelsFigure } from "../figure.ts";
import type { EncoderGap } from "./encoder-gap.ts";
import type { Transition } from "./phase.ts";

/** Shares of exactly recovered codes, by number of active features. */
export interface Recovery {
  readonly active: readonly number[];
  readonly pursuit: readonly number[];
  readonly shrinkage: readonly number[];
}

/** R² of recovered attribute codes to the readings, by number of added attributes, beside the law. */
export interface Readings {
  readonly added: readonly number[];
  readonly measured: readonly number[];
  readonly law: readonly number[];
}

/** What has been measured so far. */
export interface Measurements {
  readonly recovery: Recovery;
  readonly readings: Readings;
  readonly transitions: readonly Transition[];
  readonly gap?: EncoderGap;
}

/** The claim's figure from what there is of it. */
export function sensingFigure({ recovery, readings, transitions, gap }: Measurements): PanelsFigure {
  const figures: PanelsFigure["figures"][number][] = [
    {
      kind: "lines",
      title: "Codes recovered exactly, against features at once",
      summary: recoverySummary(recovery),
      x: { label: "active features, half animals and half attributes", min: 1 },
      y: { label: "share of samples", min: 0, max: 1 },
      series: [
        { name: "matching pursuit", x: [...recovery.active], y: [...recovery.pursuit] },
        { name: "least L1 norm", x: [...recovery.active], y: [...recovery.shrinkage] },
      ],
    },
  ];
  if (readings.added.length > 0) {
    figures.push({
      kind: "lines",
      title: "What the recovered attribute codes say of the attributes' readings",
      summary:
        `Beside one animal, R² is ${readings.measured.map((r) => r.toFixed(2)).join(", ")} ` +
        `with ${readings.added.join(", ")} attributes added; the law k/(k + m) says ${readings.law.map((r) => r.toFixed(2)).join(", ")}.`,
      x: { label: "attributes k added to m = 1 animal", min: 0 },
      y: { label: "R² to what attribute circuits read", min: Math.min(0, ...readings.measured), max: 1 },
      series: [
        { name: "recovered codes", x: [...readings.added], y: [...readings.measured] },
        { name: "k/(k + m)", x: [...readings.added], y: [...readings.law] },
      ],
    });
  }
  if (transitions.length > 0) {
    const x = transitions.map(({ delta }) => delta);
    figures.push({
      kind: "lines",
      title: "Where half of the codes are recovered",
      summary:
        `At ${x.map((delta) => delta.toFixed(2)).join(", ")} dimensions per direction, half are recovered up to ` +
        `${transitions.map(({ measured }) => measured.toFixed(2)).join(", ")} features per dimension; the curve says ` +
        `${transitions.map(({ curve }) => curve.toFixed(2)).join(", ")}.`,
      x: { label: "dimensions per direction δ", min: 0, max: 1 },
      y: { label: "features per dimension ρ", min: 0 },
      series: [
        { name: "measured, least L1 norm", x, y: transitions.map(({ measured }) => measured) },
        { name: "Donoho–Tanner", x, y: transitions.map(({ curve }) => curve) },
      ],
    });
  }
  if (gap) {
    figures.push({
      kind: "bars",
      title: "Codes of a small TopK SAE, found in three ways",
      summary:
        `R² to the animals' coefficients is ${gap.encoder.toFixed(2)} by the SAE's encoder, ${gap.ownDecoder.toFixed(2)} by search in its ` +
        `decoder and ${gap.trueDictionary.toFixed(2)} by search in the true dictionary.`,
      y: { label: "identity-slope R²", min: Math.min(0, gap.encoder, gap.ownDecoder), max: 1 },
      categories: ["its encoder", "search in its decoder", "search in the true dictionary"],
      series: [{ name: "animals", y: [gap.encoder, gap.ownDecoder, gap.trueDictionary] }],
    });
  }
  return {
    kind: "panels",
    title: "Recovering what a sample was built from",
    summary: recoverySummary(recovery),
    figures,
  };
}

function recoverySummary({ active, pursuit }: Recovery): string {
  if (active.length === 0) return "Recovery has begun.";
  return (
    `Given the dictionary, pursuit recovers ${(100 * pursuit[0]!).toFixed(0)} % of codes with ${active[0]} active ` +
    `and ${(100 * pursuit.at(-1)!).toFixed(0)} % with ${active.at(-1)}.`
  );
}
