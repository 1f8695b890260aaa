import type { Backend } from "@exampledon/compute";

/** What a set of kernels provides. */
export type Operations = Pick<Backend, "primitives" | "fused" | "updates">;
