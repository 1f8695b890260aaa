import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { type ApdSpec, defineApd } from "./define-apd.ts";
import type { Initialisation } from "./initial/initialisation.ts";
import { initialisations } from "./initial/initialisations.ts";
import { xavier } from "./initial/xavier.ts";
import { apdTerms } from "./terms/apd-terms.ts";

/** What `apd/apd` is put together from. */
export const apdParts: {
  readonly terms: typeof apdTerms;
  readonly initialisations: { readonly xavier: Initialisation } & typeof initialisations;
} = { terms: apdTerms, initialisations: { xavier, ...initialisations } };

/** Attribution-based parameter decomposition: components that span all weights, few of them on for any input. */
export const apd: ParameterDecomposerDefinition<ApdSpec<typeof apdParts>> = /* @__PURE__ */ defineApd({
  id: "apd/apd",
  title: "Attribution-based parameter decomposition",
  summary: "Components with a part in every weight matrix, of which those with the largest attributions must suffice.",
  references: [
    {
      text: "Braun et al. 2025, Interpretability in Parameter Space: Attribution-based Parameter Decomposition",
      url: "https://arxiv.org/abs/2501.14926",
    },
  ],
  parts: apdParts,
});
