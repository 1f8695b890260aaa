import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-webgpu";
import { describeSubject } from "./describe-subject.ts";
import { brief } from "./subject-checks.ts";

describeSubject("tfjs-webgpu", () => tfjsBackend({ tf, device: "webgpu" }), brief);
