export { type Adam, type AdamOptions, createAdam } from "./adam.ts";
export type { AdamMoments } from "./adam-moments.ts";
export { composedAdam } from "./adam-update.ts";
export { applyFused, type FusedAttributes, type FusedDefinition } from "./apply-fused.ts";
export type * from "./backend.ts";
export {
  checkGradient,
  type ExampleInput,
  type GradientCheck,
  type GradientCheckOptions,
  type GradientExample,
  spacedInputs,
} from "./check-gradient.ts";
export { type ClippedGradients, clipGradients } from "./clip-gradients.ts";
export { createTape } from "./create-tape.ts";
export { createHandles, type Handles } from "./handles.ts";
export { opExamples } from "./op-examples.ts";
export { liftOperands, type Operand } from "./operands.ts";
export { type GeluOptions, gelu, relu, sigmoid, softplus } from "./ops/activations.ts";
export { add, div, mul, sub } from "./ops/arithmetic.ts";
export { abs, erf, exp, log, negate, sqrt, square, tanh } from "./ops/elementary.ts";
export { clip, maximum, minimum } from "./ops/extremes.ts";
export { activeTotals, centredLinearRelu, fusedOps, linearRelu, sparseDecode } from "./ops/fused.ts";
export {
  affineGate,
  type GatedMaskOptions,
  gatedMask,
  gateOps,
  powerTotals,
  smoothL0Totals,
} from "./ops/gates.ts";
export { gather, gatherAlong, scatterAdd, scatterAddAlong } from "./ops/indexing.ts";
export { type Leak, type LeakyOptions, leaks, lowerLeaky, upperLeaky } from "./ops/leaky.ts";
export { matmul } from "./ops/matmul.ts";
export { broadcastTo, concat, reshape, slice, transpose } from "./ops/movement.ts";
export { type NormOptions, norm } from "./ops/norm.ts";
export { pow } from "./ops/pow.ts";
export { max, mean, type ReduceOptions, sum } from "./ops/reductions.ts";
export { gradientWhereNonZero, stopGradient, where } from "./ops/select.ts";
export { logSoftmax, logSumExp, type SoftmaxOptions, softmax } from "./ops/softmax.ts";
export { lossOps, squaredError } from "./ops/squared-error.ts";
export { keepTopK, topK } from "./ops/top-k.ts";
export { type PrimitiveShapes, primitiveShapes } from "./primitive-shapes.ts";
export { type BinaryDefinition, type BinaryTensors, recordBinary } from "./record-binary.ts";
export { type OpDefinition, type OpResult, recordOp } from "./record-op.ts";
export { recordUnary, type UnaryDefinition } from "./record-unary.ts";
export { combine, constant, cosine, linearDecay, linearWarmup, quarterCosine, type Schedule } from "./schedules.ts";
export { type Axes, broadcastShapes, resolveAxes, sameShape, showShape, sizeOf } from "./shapes.ts";
export type { Backward, Node, Tape } from "./tape.ts";
export type { NetworkSite, TargetNetwork } from "./target-network.ts";
export { type TensorMath, type TensorOperand, tensorMath } from "./tensor-math.ts";
