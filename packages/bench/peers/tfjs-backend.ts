import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { ownContestant } from "../src/speed/own-contestant.ts";
import { ownVersions } from "../src/speed/own-versions.ts";
import { serveContestant } from "../src/speed/serve-contestant.ts";

// This project's methods on the kernels of TensorFlow.js; the argument is the device.

await serveContestant(async () => {
  const backend = await tfjsBackend({ tf, device: process.argv[2] as "cpu" | "wasm" });
  return ownContestant(backend, { ...ownVersions(), "@tensorflow/tfjs-core": tf.version_core });
});
