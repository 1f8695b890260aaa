import type { DecomposerDefinition } from "@exampledon/decomposer";
import { fistaParams, fistaPursuit } from "./coder-params.ts";
import { definePlantedPursuit } from "./define-planted-pursuit.ts";

/** The planted directions, coded by the LASSO: what compressed sensing can know of a sample. */
export const lasso: DecomposerDefinition<typeof fistaParams> = definePlantedPursuit({
  id: "sparse-coding/fista",
  title: "FISTA on the planted dictionary",
  summary: "Is told the planted directions and codes each sample in them with an L1 penalty, solved by FISTA.",
  references: [
    {
      text: "A. Beck and M. Teboulle (2009), A fast iterative shrinkage-thresholding algorithm for linear inverse problems",
      url: "https://doi.org/10.1137/080716542",
    },
    {
      text: "D. L. Donoho and J. Tanner (2005), Sparse nonnegative solution of underdetermined linear equations",
      url: "https://doi.org/10.1073/pnas.0502269102",
    },
  ],
  params: fistaParams,
  pursuit: fistaPursuit,
});
