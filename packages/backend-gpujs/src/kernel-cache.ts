import { fail, isExampledonError } from "@exampledon/core";
import type { GpuInstance, GpuKernel, GpuKernelSettings } from "./gpu-types.ts";
import { type Kernel, kernelSource, MAX_INDEX } from "./kernel.ts";

/** Compiled kernels of one GPU, by name: one for each op and number of merged axes, whatever the sizes. */
export interface KernelCache {
  run(kernel: Kernel, length: number, inputs: readonly unknown[]): unknown;
  size(): number;
  close(): void;
}

/** What distinguishes the kernels of a mode. */
export interface KernelTraits {
  /** Name of the backend, for messages. */
  readonly backend: string;
  /** How gpu.js types the numbers of a tensor. */
  readonly numbers: "Array" | "ArrayTexture(1)";
  /** What gpu.js calls the kind of kernel that must run: it falls back to the CPU without telling otherwise. */
  readonly kind: "cpu" | "gpu";
}

/** An empty cache. */
export function createKernelCache(gpu: GpuInstance, { backend, numbers, kind }: KernelTraits): KernelCache {
  const compiled = new Map<string, GpuKernel>();
  const compile = (kernel: Kernel): GpuKernel => {
    const tensors = kernel.name === UPLOAD.name ? "Array" : numbers;
    const types = Object.fromEntries(
      Object.entries(kernel.inputs).map(([name, input]) => [name, input === "numbers" ? tensors : SCALARS[input]]),
    );
    const made = gpu.createKernel(kernelSource(kernel), {
      output: [1],
      precision: "single",
      tactic: "precision",
      pipeline: true,
      immutable: true,
      dynamicOutput: true,
      dynamicArguments: true,
      fixIntegerDivisionAccuracy: false,
      loopMaxIterations: MAX_INDEX,
      // The types that gpu.js declares for this leave out its own ArrayTexture(1).
      argumentTypes: types as GpuKernelSettings["argumentTypes"],
    });
    compiled.set(kernel.name, made);
    return made;
  };
  return {
    run: (kernel, length, inputs) => {
      try {
        const run = compiled.get(kernel.name) ?? compile(kernel);
        // Also where the length is the same: gpu.js then gives the output a texture of its own, which no input can be.
        run.setOutput([length]);
        const out = run(...inputs);
        assertKind(backend, kind, run.kernel, kernel.name);
        return out;
      } catch (error) {
        if (isExampledonError(error)) throw error;
        return refused(backend, kernel.name, error);
      }
    },
    size: () => compiled.size,
    close: () => {
      for (const kernel of compiled.values()) kernel.destroy(true);
      compiled.clear();
    },
  };
}

/** Name of the kernel whose input comes from the host. */
export const UPLOAD: Kernel = { name: "upload", inputs: { x: "numbers" }, body: "return x[i];" };

const SCALARS = { whole: "Integer", real: "Float" } as const;

function assertKind(backend: string, kind: string, kernel: object, name: string): void {
  const ran = (kernel.constructor as unknown as { readonly mode?: unknown }).mode;
  if (ran === kind) return;
  const { fallbackReason } = kernel as { readonly fallbackReason?: unknown };
  fail("missing-capability", {
    where: `${backend}: kernel ${name}`,
    problem: `gpu.js must run it as "${kind}" and not fall back`,
    got: `"${ran}"${fallbackReason ? ` because ${fallbackReason}` : ""}`,
    cure: "choose another mode or backend",
  });
}

function refused(backend: string, name: string, error: unknown): never {
  return fail(
    "missing-capability",
    {
      where: `${backend}: kernel ${name}`,
      problem: "gpu.js must compile and run it",
      got: String(error),
      cure: "choose another mode or backend",
    },
    { cause: error },
  );
}
