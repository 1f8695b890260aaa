/** Numbers on a GPU, as gpu.js hands them out: never written again, shared by counting references. */
export interface GpuTexture {
  toArray(): ArrayLike<number>;
  clone(): GpuTexture;
  delete(): void;
}

/** What gpu.js calls a kernel run shortcut: the function, and the compiled kernel behind it. */
export interface GpuKernel {
  (...inputs: unknown[]): unknown;
  setOutput(output: number[]): unknown;
  destroy(removeCanvasReferences?: boolean): void;
  /** The kernel that ran last; gpu.js puts another in its place when it falls back to the CPU. */
  readonly kernel: object;
}

/** Settings of a kernel, as gpu.js names them. */
export interface GpuKernelSettings {
  readonly output: number[];
  readonly precision: "single";
  readonly tactic: "precision";
  readonly pipeline: boolean;
  readonly immutable: boolean;
  readonly dynamicOutput: boolean;
  readonly dynamicArguments: boolean;
  readonly fixIntegerDivisionAccuracy: boolean;
  readonly loopMaxIterations: number;
  readonly argumentTypes: Record<string, "Array" | "Integer" | "Float">;
}

/** An instance of `GPU` of gpu.js. */
export interface GpuInstance {
  createKernel(source: string, settings: GpuKernelSettings): GpuKernel;
}

/** The class `GPU` of gpu.js 2.24.1. */
export type GpuConstructor = new (settings: { mode: "cpu" } | { canvas: object; context: object }) => GpuInstance;
