/** Sizes of a tensor, outermost first; `[]` is a scalar. Every size ≥ 1. */
export type Shape = readonly number[];

/** A handle to float32 numbers that live on a backend, row-major. Indices are stored as float32 whole numbers. */
export interface Tensor {
  readonly shape: Shape;
  /** Name of the backend that owns it. */
  readonly backend: string;
}

/** Which operands of a matrix product to transpose (their last two axes). */
export interface MatmulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Element-wise functions of one tensor. `step` is 1 where x > 0, else 0. */
export type UnaryName =
  | "negate"
  | "abs"
  | "sign"
  | "exp"
  | "log"
  | "sqrt"
  | "square"
  | "relu"
  | "sigmoid"
  | "tanh"
  | "softplus"
  | "erf"
  | "step";

/** Element-wise functions of two tensors, broadcast as in NumPy. `greater` is 1 where a > b, else 0. */
export type BinaryName = "add" | "sub" | "mul" | "div" | "maximum" | "minimum" | "pow" | "greater" | "equal";

/** Reductions over axes. */
export type ReduceName = "sum" | "max";

/**
 * The primitives that a backend must provide: forward only, gradients are composed from them (see `ops`).
 * Each returns a new tensor; inputs are never changed, except by the two `…InPlace` updates.
 */
export interface Primitives {
  /** `[… × m × k] · [… × k × n]`; leading axes broadcast. */
  matmul(a: Tensor, b: Tensor, options?: MatmulOptions): Tensor;
  unary(name: UnaryName, x: Tensor): Tensor;
  binary(name: BinaryName, a: Tensor, b: Tensor): Tensor;
  /** Element-wise `condition ≠ 0 ? a : b`, broadcast. */
  where(condition: Tensor, a: Tensor, b: Tensor): Tensor;
  /** Reduces the given axes (sorted, non-negative, without repeats), keeping them as size 1 when `keepDims`. */
  reduce(name: ReduceName, x: Tensor, axes: readonly number[], keepDims: boolean): Tensor;
  /** The `k` largest along the last axis, descending; ties: lowest index first. */
  topK(x: Tensor, k: number): { readonly values: Tensor; readonly indices: Tensor };
  /** `out[…, i, …] = x[…, indices[i], …]` along `axis`; `indices` has one axis. */
  gather(x: Tensor, indices: Tensor, axis: number): Tensor;
  /** `out[b, j] = x[b, indices[b, j]]`: picks along the last axis, row by row; leading axes equal. */
  gatherAlong(x: Tensor, indices: Tensor): Tensor;
  /** Adjoint of `gather`: adds `x` into zeros of `size` along `axis`; repeated indices add up. */
  scatterAdd(x: Tensor, indices: Tensor, axis: number, size: number): Tensor;
  /** Adjoint of `gatherAlong`: adds `x[b, j]` into zeros of width `size` at `indices[b, j]`. */
  scatterAddAlong(x: Tensor, indices: Tensor, size: number): Tensor;
  transpose(x: Tensor, permutation: readonly number[]): Tensor;
  reshape(x: Tensor, shape: Shape): Tensor;
  broadcastTo(x: Tensor, shape: Shape): Tensor;
  concat(parts: readonly Tensor[], axis: number): Tensor;
  /** `x[begin[i] : end[i] : stride[i]]` on every axis; stride ≥ 1. */
  slice(x: Tensor, begin: readonly number[], end: readonly number[], stride: readonly number[]): Tensor;
  /** Adjoint of `slice`: writes `x` into zeros of `shape`. */
  unslice(x: Tensor, shape: Shape, begin: readonly number[], stride: readonly number[]): Tensor;
  /** Overwrites `target` with `source` (same shape): how parameters take their new value. */
  assignInPlace(target: Tensor, source: Tensor): void;
}

/** How far a backend may be from float64, as `max |Δ| / max |reference|` over a tensor. Tests take it from here. */
export interface Tolerance {
  /** One op forward, and its gradient. */
  readonly op: number;
  /** Parameters and losses after 50 training steps. */
  readonly training: number;
}

/** What a backend can do. */
export interface Capabilities {
  /** Whether equal inputs give equal bits on every run. */
  readonly deterministic: boolean;
  /** Largest number of elements of one tensor. */
  readonly maxElements: number;
}

/** Live handles and their bytes: leak checks compare two of these. */
export interface MemoryUse {
  readonly tensors: number;
  readonly bytes: number;
}

/**
 * Storage, primitives and optional fused kernels on one device. Gradients are not the backend's business.
 * Everything but `read` and `flush` is queued or immediate, never awaited. Fused kernels are looked up by name.
 */
export interface Backend {
  /** Unique, e.g. `cpu`, `tfjs-webgl`. */
  readonly name: string;
  readonly tolerance: Tolerance;
  readonly capabilities: Capabilities;
  readonly primitives: Primitives;
  /** Kernels that replace a composition of primitives; see `applyFused`. */
  readonly fused: Readonly<Record<string, FusedKernel>>;
  /** In-place update kernels; each has a composition that is used where it is missing. */
  readonly updates: UpdateKernels;
  /** Copies numbers to the device. @throws `bad-shape` when the length does not fit the shape or a size is < 1 */
  upload(data: Float32Array, shape: Shape): Tensor;
  /** A tensor filled with one value. @throws `bad-shape` */
  fill(shape: Shape, value: number): Tensor;
  /** Copies numbers back. @throws `disposed` when the tensor was freed */
  read(tensor: Tensor): Promise<Float32Array>;
  /** Frees a tensor; freeing twice is an error. @throws `disposed` */
  dispose(tensor: Tensor): void;
  /** Runs `body` and frees every tensor made inside that is not in its result (searched in arrays and plain objects). */
  scope<T>(body: () => T): T;
  /** Keeps a tensor alive beyond the scope it was made in; the caller must dispose of it. */
  keep(tensor: Tensor): Tensor;
  /** Waits until queued work is done. */
  flush(): Promise<void>;
  live(): MemoryUse;
}

/** A kernel for a fused op: forward, and the gradient of each input given the gradient of the output. */
export interface FusedKernel {
  forward(inputs: readonly Tensor[], attributes: Readonly<Record<string, number>>): Tensor;
  /** `needs[i]` says whether input i's gradient is wanted; entries not wanted may be undefined. */
  backward(
    context: {
      readonly inputs: readonly Tensor[];
      readonly output: Tensor;
      readonly upstream: Tensor;
      readonly needs: readonly boolean[];
    },
    attributes: Readonly<Record<string, number>>,
  ): readonly (Tensor | undefined)[];
}

/** Numbers of one Adam step; `correction1`, `correction2` are 1 − β₁ᵗ and 1 − β₂ᵗ. */
export interface AdamStep {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly correction1: number;
  readonly correction2: number;
}

/** Optional kernels that change tensors in place. */
export interface UpdateKernels {
  /** `m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; θ ← θ − lr/c₁ · m / (√v/√c₂ + ε)`. */
  adam?(target: Tensor, gradient: Tensor, firstMoment: Tensor, secondMoment: Tensor, step: AdamStep): void;
}
