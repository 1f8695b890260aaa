import { describeBackend } from "@exampledon/conformance/vitest";
import { cpuBackend } from "./index.ts";

describeBackend("cpu", cpuBackend);
