import { spawn } from "node:child_process";
import { repositoryRoot } from "./repository-root.ts";

/** Where and how a command runs. */
export interface RunOptions {
  /** Default: the repository's root. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether to keep the output from the terminal; it is returned in any case. Default: false. */
  readonly quiet?: boolean;
}

/** How a command ended. */
export interface Ended {
  readonly ok: boolean;
  /** Stdout and stderr in the order of arrival. */
  readonly output: string;
}

/** Runs a command of the repository (binaries of its dependencies included), streaming what it prints. */
export function runCommand(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd = repositoryRoot, env, quiet = false } = options;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      shell: process.platform === "win32",
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on("data", keep(process.stdout));
    child.stderr.on("data", keep(process.stderr));
    child.on("error", (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0, output }));
  });
}
