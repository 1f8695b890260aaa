import { EXIT } from "./exit-code.ts";

/** A signal that Ctrl-C fires. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual meaning back. */
  release(): void;
}

/**
 * Turns the first Ctrl-C (or SIGTERM) into an abort and lets a second one end the process at once.
 * @param say tells the user
 */
export function catchInterrupt(say: (line: string) => void): Interrupt {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort(name);
    say("Stopping after this step. Press Ctrl-C again to stop at once.");
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
    },
  };
}
