export { andCircuit } from "./and-circuit.ts";
export { argmaxReadOff } from "./argmax-read-off.ts";
export type { Circuit, Nonlinearity } from "./circuit.ts";
export { type BankParts, bankOf, type CircuitBank, circuitBank } from "./circuit-bank.ts";
export { type CompanionInput, companionSource, type LabelledSource } from "./companion-source.ts";
export { type CircuitOptions, factCircuit } from "./fact-circuit.ts";
export { type FineTunedCircuits, type FineTunedInput, fineTunedCircuits } from "./fine-tuned-circuits.ts";
export { type LogisticOptions, type TrainedCircuit, trainLogistic } from "./train-logistic.ts";
export { type WorldCircuitsOptions, worldCircuits } from "./world-circuits.ts";
