import type { BackendChoice } from "@exampledon/viz";

/** Backends that a page offers; the first is its own. */
export const backends: readonly BackendChoice[] = [{ id: "cpu", title: "CPU" }];
