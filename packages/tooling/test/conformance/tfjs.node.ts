import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { describeSubject } from "./describe-subject.ts";

describeSubject("tfjs-cpu", () => tfjsBackend({ tf, device: "cpu" }));
describeSubject("tfjs-wasm", () => tfjsBackend({ tf, device: "wasm" }));
