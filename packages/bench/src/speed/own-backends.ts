import * as cpu from "@exampledon/backend-cpu";
import type { Backend } from "@exampledon/compute";
import { fail } from "@exampledon/core";

type Kernels = cpu.CpuKernels;

/** A backend that needs nothing but this package's dependencies. */
export interface OwnBackend {
  readonly id: string;
  readonly kernels: Kernels;
  readonly threads: number;
}

/** The embedded CPU backend with each set of kernels, on one thread and on two. */
export const ownBackends: readonly OwnBackend[] = (["scalar", "simd", "relaxed-simd"] as const).flatMap((kernels) =>
  [1, 2].map((threads) => ({ id: `cpu ${kernels}, ${threads} thread${threads > 1 ? "s" : ""}`, kernels, threads })),
);

/**
 * Makes one of {@link ownBackends}.
 * @throws `unknown-id`; `missing-capability` where it does not run
 */
export async function createOwnBackend(id: string): Promise<Backend> {
  const { kernels, threads } =
    ownBackends.find((backend) => backend.id === id) ??
    fail("unknown-id", {
      where: "createOwnBackend",
      problem: `backends are ${ownBackends.map((backend) => backend.id).join("; ")}`,
      got: id,
      cure: "use one of these",
    });
  if (threads === 1) return cpu.cpuBackend({ kernels });
  const { threadedCpuBackend } = cpu as unknown as {
    threadedCpuBackend?: (options: { threads: number; kernels: Kernels }) => Promise<Backend> | Backend;
  };
  if (!threadedCpuBackend) {
    return fail("missing-capability", {
      where: "createOwnBackend",
      problem: "the CPU backend must come with threads",
      got: "a version without threadedCpuBackend",
      cure: "use a newer @exampledon/backend-cpu",
    });
  }
  return threadedCpuBackend({ threads, kernels });
}
