import pc from "picocolors";
import type { Terminal } from "../src/terminal.ts";

/** A terminal that keeps what was written. */
export interface MemoryTerminal extends Terminal {
  /** Standard output so far. */
  stdout(): string;
  /** Standard error so far. */
  stderr(): string;
}

/** A terminal without colour that is no terminal. */
export function memoryTerminal(width = 120): MemoryTerminal {
  let out = "";
  let err = "";
  return {
    out: (text) => {
      out += text;
    },
    note: (line) => {
      err += `${line}\n`;
    },
    barStream: undefined,
    width,
    colors: pc.createColors(false),
    stdout: () => out,
    stderr: () => err,
  };
}
