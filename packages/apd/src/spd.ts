import type { ParameterDecomposerDefinition } from "@exampledon/decomposer";
import { defineSpd, type SpdSpec } from "./define-spd.ts";
import { importanceFunctions } from "./importance/importance-functions.ts";
import { initialisations } from "./initial/initialisations.ts";
import { truth } from "./initial/truth.ts";
import { maskSources } from "./masks/mask-sources.ts";
import { spdTerms } from "./terms/spd-terms.ts";

/** What `apd/spd` is put together from. */
export const spdParts: {
  readonly terms: typeof spdTerms;
  readonly importanceFunctions: typeof importanceFunctions;
  readonly maskSources: typeof maskSources;
  readonly initialisations: typeof initialisations;
} = { terms: spdTerms, importanceFunctions, maskSources, initialisations };

const references = [
  {
    text: "Bushnaq, Braun & Sharkey 2025, Stochastic Parameter Decomposition",
    url: "https://arxiv.org/abs/2506.20790",
  },
];

/** Stochastic parameter decomposition: rank-one components that may be masked at random wherever they do not matter. */
export const spd: ParameterDecomposerDefinition<SpdSpec<typeof spdParts>> = /* @__PURE__ */ defineSpd({
  id: "apd/spd",
  title: "Stochastic parameter decomposition",
  summary:
    "Weights become sums of rank-one components, few of which matter on any input; the rest may be masked at random.",
  references,
  parts: spdParts,
});

type OracleParts = Omit<typeof spdParts, "initialisations"> & {
  readonly initialisations: { readonly truth: typeof truth };
};

/** SPD that starts at the planted mechanisms: what its objective does with the answer. */
export const spdOracle: ParameterDecomposerDefinition<SpdSpec<OracleParts>> = /* @__PURE__ */ defineSpd({
  id: "apd/spd-oracle",
  title: "Stochastic parameter decomposition, told the mechanisms",
  summary: "SPD started at the planted mechanisms: whether its objective keeps them.",
  references,
  parts: { ...spdParts, initialisations: { truth } } as OracleParts,
  usesTruth: true,
});
