import { tfjsBackend } from "@exampledon/backend-tfjs";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-webgl";
import { describeSubject } from "./describe-subject.ts";
import { brief } from "./subject-checks.ts";

describeSubject("tfjs-webgl", () => tfjsBackend({ tf, device: "webgl" }), brief);
