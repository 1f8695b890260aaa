import { cpuBackend, threadedCpuBackend } from "@exampledon/backend-cpu";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** A backend that needs nothing but this package's dependencies. */
export interface OwnBackend {
  /** E.g. `cpu simd, 2 threads`. */
  readonly id: string;
  readonly threads: number;
  create(): Promise<Backend>;
}

/** The embedded CPU backend with each set of kernels on one thread, and on two where the kernels know threads. */
export const ownBackends: readonly OwnBackend[] = [
  ...(["scalar", "simd", "relaxed-simd"] as const).map((kernels) => ({
    id: `cpu ${kernels}, 1 thread`,
    threads: 1,
    create: async () => cpuBackend({ kernels }),
  })),
  ...(["simd", "relaxed-simd"] as const).map((kernels) => ({
    id: `cpu ${kernels}, 2 threads`,
    threads: 2,
    create: async () => threadedCpuBackend({ threads: 2, kernels }),
  })),
];

/**
 * Makes one of {@link ownBackends}.
 * @throws `unknown-id`; `missing-capability` where it does not run
 */
export async function createOwnBackend(id: string): Promise<Backend> {
  const backend =
    ownBackends.find((candidate) => candidate.id === id) ??
    fail("unknown-id", {
      where: "createOwnBackend",
      problem: `backends are ${ownBackends.map((candidate) => candidate.id).join("; ")}`,
      got: id,
      cure: "use one of these",
    });
  return backend.create();
}
