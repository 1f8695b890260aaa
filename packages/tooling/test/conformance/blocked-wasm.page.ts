import { cpuBackend } from "@exampledon/backend-cpu";
import { tfjsBackend } from "@exampledon/backend-tfjs";
import type { Backend } from "@exampledon/compute";
import * as wasm from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { wasmPaths } from "./wasm-paths.ts";

// Tries backends in a page that forbids WebAssembly and tells the page around it how each fared.
const makers: Record<string, () => Backend | Promise<Backend>> = {
  cpu: () => cpuBackend(),
  "cpu-scalar": () => cpuBackend({ kernels: "scalar" }),
  "tfjs-wasm": () => tfjsBackend({ tf, device: "wasm", wasm, wasmPaths }),
};
const blocked: Record<string, { name: string; code: string; message: string }> = {};
for (const [name, make] of Object.entries(makers)) {
  try {
    await make();
    blocked[name] = { name: "", code: "", message: "works" };
  } catch (error) {
    const { name: kind, code, message } = error as { name: string; code: string; message: string };
    blocked[name] = { name: kind, code, message };
  }
}
parent.postMessage({ blocked }, "*");
