import { gpujsBackend } from "@exampledon/backend-gpujs";
import gpujs from "gpu.js";
import { describeSubject } from "./describe-subject.ts";
import { brief } from "./subject-checks.ts";

describeSubject("gpujs-cpu", () => gpujsBackend({ GPU: gpujs.GPU, mode: "cpu" }));
for (const mode of ["webgl", "webgl2"] as const) {
  describeSubject(`gpujs-${mode}`, () => gpujsBackend({ GPU: gpujs.GPU, mode }), brief);
}
