import { gpujsBackend } from "@exampledon/backend-gpujs";
import gpujs from "gpu.js";
import { describeSubject } from "./describe-subject.ts";

describeSubject("gpujs-cpu", () => gpujsBackend({ GPU: gpujs.GPU, mode: "cpu" }));
