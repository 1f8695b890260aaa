import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as wasm from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { describeSubject } from "./describe-subject.ts";
import { wasmPaths } from "./wasm-paths.ts";

describeSubject("tfjs-cpu", () => tfjsBackend({ tf, device: "cpu" }));
describeSubject("tfjs-wasm", () => tfjsBackend({ tf, device: "wasm", wasm, wasmPaths }));
