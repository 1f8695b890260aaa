/** Exit codes of the program. */
export const EXIT = {
  ok: 0,
  /** Something did not run, or a check that must pass did not. */
  failed: 1,
  /** The command line could not be understood. */
  usage: 2,
  /** Stopped by Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;
