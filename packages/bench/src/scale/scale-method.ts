import { type AttributedOptions, attributed, defineSpd, mapped, perSite, spdParts } from "@exampledon/apd";
import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { ScaleSetting } from "./contract.ts";

/** SPD whose two weight matrices start in ways of their own. */
export function scaleMethod(
  { start }: Pick<ScaleSetting, "start">,
  fit: AttributedOptions,
): ParameterDecomposerDefinition {
  const { overlap, data } = spdParts.initialisations;
  const starts = { overlap, data, mapped, attributed: attributed(fit) };
  return defineSpd({
    id: "apd/spd-scale",
    title: "Stochastic parameter decomposition, started site by site",
    summary: "SPD in which every weight matrix starts in a way of its own.",
    references: [
      {
        text: "Bushnaq, Braun & Sharkey 2025, Stochastic Parameter Decomposition",
        url: "https://arxiv.org/abs/2506.20790",
      },
    ],
    parts: {
      ...spdParts,
      initialisations: {
        "per-site": perSite({ animals: starts[start.animals], attributes: starts[start.attributes] }),
      },
    },
  }) as unknown as ParameterDecomposerDefinition;
}
