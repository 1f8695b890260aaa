import { threadedCpuBackend } from "@exampledon/backend-cpu";
import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";
import "@tensorflow/tfjs-backend-webgpu";
import { assertRefusal } from "./assert-refusal.ts";

// A page as most hosts serve it: without the headers of isolation, in a browser that finds no graphics adapter.

test("cpu: threads are refused without SharedArrayBuffer", async () => {
  expect(crossOriginIsolated).toBe(false);
  await assertRefusal(
    () => threadedCpuBackend({ threads: 2 }),
    "missing-capability",
    /cpu-threads.*SharedArrayBuffer.*COOP and COEP/,
  );
});

test("tfjs: webgpu is refused where there is none", async () => {
  const start = () => tfjsBackend({ tf, device: "webgpu" });
  await assertRefusal(start, "missing-capability", /tfjs-webgpu: there must be a graphics adapter.*"webgl" or "wasm"/);
  vi.stubGlobal("navigator", {});
  await assertRefusal(start, "missing-capability", /tfjs-webgpu: navigator\.gpu must exist.*"webgl" or "wasm"/);
  vi.unstubAllGlobals();
});

test("tfjs: a device whose package is not loaded is refused", () =>
  assertRefusal(
    () => tfjsBackend({ tf, device: "wasm" }),
    "missing-capability",
    /tfjs-backend-wasm must be loaded.*before the backend is made/,
  ));
