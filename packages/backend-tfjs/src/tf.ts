import type * as core from "@tensorflow/tfjs-core";

/** The library as the caller passes it in: `@tensorflow/tfjs-core` or `@tensorflow/tfjs`. */
export type Tf = typeof core;

/** A tensor of the library. */
export type TfTensor = core.Tensor;

/** What is needed of `@tensorflow/tfjs-backend-wasm`. */
export interface TfjsWasm {
  setWasmPaths(paths: string | Record<string, string>): void;
}

/** Devices that TensorFlow.js computes on, each from a package of its own. */
export type TfjsDevice = "cpu" | "wasm" | "webgl" | "webgpu";
