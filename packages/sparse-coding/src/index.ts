export { denseBits } from "./dense-bits.ts";
export { fista } from "./fista.ts";
export { ica } from "./ica.ts";
export { ista } from "./ista.ts";
export { kSvd } from "./k-svd.ts";
export { lasso } from "./lasso.ts";
export { type MatchingPursuitOptions, type MatchingPursuitResult, matchingPursuit } from "./matching-pursuit.ts";
export { type MdlCodeOptions, type MdlCodeResult, mdlCode } from "./mdl-code.ts";
export { sparseCodingMethods } from "./methods.ts";
export { nmf } from "./nmf.ts";
export { omp } from "./omp.ts";
export { onlineDictionaryLearning } from "./online-dictionary-learning.ts";
export {
  type OrthogonalMatchingPursuitOptions,
  type OrthogonalMatchingPursuitResult,
  orthogonalMatchingPursuit,
} from "./orthogonal-matching-pursuit.ts";
export type { ProximalGradientOptions, ProximalGradientResult } from "./proximal-gradient.ts";
