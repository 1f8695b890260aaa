import { baseUnits } from "./base-units/claim.ts";
import { circuitsLookMessy } from "./circuits-look-messy/claim.ts";
import { coOccurrence } from "./co-occurrence/claim.ts";
import { coefficientsSpread } from "./coefficients-spread/claim.ts";
import { compressedSensing } from "./compressed-sensing/claim.ts";
import type { ClaimDefinition } from "./contract.ts";
import { furryElephantCircuit } from "./furry-elephant-circuit/claim.ts";
import { hundredDims } from "./hundred-dims/claim.ts";
import { magicEncoder } from "./magic-encoder/claim.ts";
import { mdlPerSample } from "./mdl-per-sample/claim.ts";
import { nearOrthogonal } from "./near-orthogonal/claim.ts";
import { noDictionary } from "./no-dictionary/claim.ts";
import { noFreeAttributes } from "./no-free-attributes/claim.ts";
import { noResidualConcept } from "./no-residual-concept/claim.ts";
import { oneTable } from "./one-table/claim.ts";
import { parametersHoldBoth } from "./parameters-hold-both/claim.ts";
import { rabbitPlusXyz } from "./rabbit-plus-xyz/claim.ts";
import { redTriangle } from "./red-triangle/claim.ts";
import { saeFindsOneOntology } from "./sae-finds-one-ontology/claim.ts";
import { scrabbleFinetune } from "./scrabble-finetune/claim.ts";
import { sparseAndDense } from "./sparse-and-dense/claim.ts";
import { sqrtDAtOnce } from "./sqrt-d-at-once/claim.ts";
import { tinyElephant } from "./tiny-elephant/claim.ts";
import { twoOntologies } from "./two-ontologies/claim.ts";

/** Every claim, in the order of their numbers. */
export const claims: readonly ClaimDefinition[] = [
  nearOrthogonal,
  coefficientsSpread,
  twoOntologies,
  sparseAndDense,
  noDictionary,
  circuitsLookMessy,
  saeFindsOneOntology,
  magicEncoder,
  hundredDims,
  tinyElephant,
  furryElephantCircuit,
  rabbitPlusXyz,
  sqrtDAtOnce,
  noFreeAttributes,
  noResidualConcept,
  compressedSensing,
  redTriangle,
  coOccurrence,
  scrabbleFinetune,
  baseUnits,
  mdlPerSample,
  parametersHoldBoth,
  oneTable,
];
