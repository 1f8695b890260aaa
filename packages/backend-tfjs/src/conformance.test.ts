import { cpuBackend } from "@exampledon/backend-cpu";
import { trainingChecks } from "@exampledon/conformance";
import { describeBackend } from "@exampledon/conformance/vitest";
import { l1, topK } from "@exampledon/sae";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { tfjsBackend } from "./index.ts";

describe.each(["cpu", "wasm"] as const)("%s", (device) => {
  const make = () => tfjsBackend({ tf, device });
  let before = 0;
  beforeAll(async () => {
    await make();
    before = tf.memory().numTensors;
  });

  describeBackend(`tfjs-${device}`, make);
  const methods = [
    { definition: l1, params: { latents: 12, batch: 16 } },
    { definition: topK, params: { latents: 12, batch: 16, k: 3 } },
  ];
  for (const { name, run } of trainingChecks(make, cpuBackend, methods)) test(name, run);

  afterAll(() => {
    // Refused calls stop half-way; what they had made must be gone too.
    expect(tf.memory().numTensors).toBe(before);
  });
});
