import type { DecomposerDefinition } from "@exampledon/decomposer";
import { ompParams, ompPursuit } from "./coder-params.ts";
import { definePlantedPursuit } from "./define-planted-pursuit.ts";

/** The planted directions, coded by orthogonal matching pursuit: what compressed sensing can know of a sample. */
export const omp: DecomposerDefinition<typeof ompParams> = definePlantedPursuit({
  id: "sparse-coding/omp",
  title: "OMP on the planted dictionary",
  summary: "Is told the planted directions and codes each sample in them by orthogonal matching pursuit.",
  references: [
    {
      text: "Y. C. Pati, R. Rezaiifar and P. S. Krishnaprasad (1993), Orthogonal matching pursuit",
      url: "https://doi.org/10.1109/ACSSC.1993.342465",
    },
    {
      text: "J. A. Tropp and A. C. Gilbert (2007), Signal recovery from random measurements via orthogonal matching pursuit",
      url: "https://doi.org/10.1109/TIT.2007.909108",
    },
  ],
  params: ompParams,
  pursuit: ompPursuit,
});
