import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A running program and what it has written so far. */
export interface Running {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Starts a script of this package from source, with pipes; `src/bin.ts` is the program itself. */
export function spawnProgram(script: "src/bin.ts" | "test/fake-bin.ts", args: readonly string[]): Running {
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=@exampledon/source", path, ...args],
    // tsx takes its JSX setting from the folder it is started in.
    { cwd: root, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  return {
    child,
    stdout: () => out,
    stderr: () => err,
    ended: new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal))),
  };
}
