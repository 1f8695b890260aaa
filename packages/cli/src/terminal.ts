import pc from "picocolors";

/** Colours of picocolors; the identity where colour is off. */
export type Colors = ReturnType<typeof pc.createColors>;

/** Where a command writes: results to `out`, everything about the run (progress, notes, errors) to `note`. */
export interface Terminal {
  /** Writes text to standard output as it stands. */
  out(text: string): void;
  /** Writes one line to standard error. */
  note(line: string): void;
  /** The stream progress bars draw on, when it is a terminal. */
  readonly barStream: NodeJS.WritableStream | undefined;
  /** Columns to fit tables into. */
  readonly width: number;
  readonly colors: Colors;
}

/** Columns assumed where standard output is no terminal, as in a log file. */
const PIPE_WIDTH = 120;

/** The process's own streams. Colour follows standard output, `NO_COLOR` and `FORCE_COLOR`. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe, e.g. `head`, may leave early; that is no error of ours.
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  return {
    out: (text) => void stdout.write(text),
    note: (line) => void stderr.write(`${line}\n`),
    barStream: stderr.isTTY ? stderr : undefined,
    width: stdout.columns || PIPE_WIDTH,
    colors: pc.createColors(pc.isColorSupported),
  };
}
