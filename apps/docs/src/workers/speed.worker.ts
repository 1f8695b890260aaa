import { expose } from "comlink";
import { measureStep, type StepCell } from "../measure-step.ts";
import { createBackend } from "./create-backend.ts";

const speed = {
  /** Median milliseconds of a training step. */
  async measure(id: string, cell: StepCell): Promise<number> {
    const backend = await createBackend(id);
    const milliseconds = await measureStep(backend, cell);
    backend.close?.();
    return milliseconds;
  },
};

/** What the page calls. */
export type SpeedWorker = typeof speed;

expose(speed);
