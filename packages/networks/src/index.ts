export { andCircuit } from "./and-circuit.ts";
export { argmaxReadOff } from "./argmax-read-off.ts";
export type { Circuit, Nonlinearity } from "./circuit.ts";
export { type BankParts, bankOf, type CircuitBank, circuitBank } from "./circuit-bank.ts";
export { type CompanionInput, companionSource, type LabelledSource } from "./companion-source.ts";
export { type CircuitOptions, factCircuit } from "./fact-circuit.ts";
export { type FineTunedCircuits, type FineTunedInput, fineTunedCircuits } from "./fine-tuned-circuits.ts";
export { type LogisticOptions, type TrainedCircuit, trainLogistic } from "./train-logistic.ts";
export { type WorldCircuitsOptions, worldCircuits } from "./world-circuits.ts";

// Networks laid open, with their mechanisms.

export { columnsAt } from "./columns-at.ts";
export type { InputSource, KnownNetwork } from "./known-network.ts";
export type { Mechanism, MechanismPart } from "./mechanism.ts";
export { type MechanismRows, mechanismsAt } from "./mechanisms-at.ts";
export { networkOutputs } from "./network-outputs.ts";
export type { ReadoutNetwork } from "./readout/build-readout.ts";
export { type ReadoutParams, readoutParams } from "./readout/params.ts";
export { readoutNetwork } from "./readout/readout-network.ts";
export type { ReadoutBatch, ReadoutSource } from "./readout/readout-source.ts";
export type { Response } from "./readout/response.ts";
export { type SuperposedReadoutParams, superposedReadoutParams } from "./readout/superposed-params.ts";
export { type SuperposedReadout, superposedReadout } from "./readout/superposed-readout.ts";
export { trainedReadoutParams, trainReadoutNetwork } from "./readout/train-readout-network.ts";
export { type ResidualLayer, type ResidualMlpParts, residualMlpNetwork } from "./toy/residual-mlp-network.ts";
export { residualMlpParams } from "./toy/residual-mlp-params.ts";
export { type TmsParts, tmsNetwork } from "./toy/tms-network.ts";
export { trainResidualMlp } from "./toy/train-residual-mlp.ts";
export { tmsParams, trainTms } from "./toy/train-tms.ts";
export type { TrainingContext } from "./train-weights.ts";
export { truthBySite } from "./truth-by-site.ts";

// The networks by name.

export type { NetworkDefinition } from "./network-definition.ts";
export { networks } from "./networks.ts";
export { nonZeroSource } from "./non-zero-source.ts";
