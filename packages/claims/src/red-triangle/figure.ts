import type { BarsFigure, LinesFigure, PanelsFigure } from "../figure.ts";
import { expectedCost, type ObjectiveCosts } from "./objective.ts";
import type { LatentCounts } from "./read-latents.ts";

const SHARES = Array.from({ length: 21 }, (_, i) => i / 20);

/** What each trained SAE's latents are, with the title of its arm. */
export interface ReadArm {
  readonly title: string;
  readonly counts: LatentCounts;
}

/** The objective over the share of pairs, and what the latents of each SAE are. */
export function redTriangleFigure(costs: ObjectiveCosts, crossing: number, arms: readonly ReadArm[]): PanelsFigure {
  const objective = objectiveFigure(costs, crossing);
  return {
    kind: "panels",
    title: "Red, triangle, or red triangle?",
    summary: objective.summary,
    figures: arms.length > 0 ? [objective, latentsFigure(arms)] : [objective],
  };
}

function objectiveFigure(costs: ObjectiveCosts, crossing: number): LinesFigure {
  const line = (name: string, of: keyof ObjectiveCosts): LinesFigure["series"][number] => ({
    name,
    x: SHARES,
    y: SHARES.map((share) => expectedCost(costs[of], share)),
  });
  return {
    kind: "lines",
    title: "What the objective prefers",
    summary:
      crossing > 0 && crossing < 1
        ? `The dictionary of pairs costs less than that of the features from a share of ${crossing.toFixed(2)} pairs on; having both costs least throughout.`
        : "Having both costs least; one of the other two dictionaries wins at every share of pairs.",
    x: { label: "share of samples that are pairs", min: 0, max: 1 },
    y: { label: "squared error plus penalty, best codes", min: 0 },
    series: [line("features only", "features"), line("pairs only", "pairs"), line("features and pairs", "both")],
  };
}

function latentsFigure(arms: readonly ReadArm[]): BarsFigure {
  const count = (name: string, of: "true" | "composed" | "other"): { name: string; y: number[] } => ({
    name,
    y: arms.map(({ counts }) => counts[of]),
  });
  const last = arms.at(-1)!;
  return {
    kind: "bars",
    title: "What training finds",
    summary: `Latents that are a feature, a pair, or neither. In the last SAE, ${last.title}: ${last.counts.true} features, ${last.counts.composed} pairs, ${last.counts.other} neither.`,
    y: { label: "live latents", min: 0 },
    categories: arms.map(({ title }) => title),
    series: [count("a feature", "true"), count("a pair", "composed"), count("neither", "other")],
  };
}
