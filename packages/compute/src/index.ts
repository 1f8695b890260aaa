export type {
  Backend,
  BinaryName,
  Capabilities,
  FusedKernel,
  MatmulOptions,
  MemoryUse,
  Primitives,
  ReduceName,
  Shape,
  Tensor,
  Tolerance,
  UnaryName,
} from "./backend.ts";
