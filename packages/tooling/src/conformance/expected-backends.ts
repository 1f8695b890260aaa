/** Where checks run. */
export type Environment = "node" | "chromium";

/**
 * Every backend that must be run through the conformance suite, by environment: the one place that says so. A run fails
 * when one of them is not in its report.
 */
export const expectedBackends: Readonly<Record<Environment, readonly string[]>> = {
  node: ["cpu", "cpu-relaxed", "cpu-scalar", "cpu-threads", "tfjs-cpu", "tfjs-wasm", "gpujs-cpu"],
  chromium: [
    "cpu",
    "cpu-relaxed",
    "cpu-scalar",
    "cpu-threads",
    "tfjs-cpu",
    "tfjs-wasm",
    "tfjs-webgl",
    "tfjs-webgpu",
    "gpujs-cpu",
    "gpujs-webgl",
    "gpujs-webgl2",
  ],
};
