import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { ContestantSpec } from "./contestants.ts";
import type { Answer, Ask, Description } from "./protocol.ts";

/** A started contestant. It sits still while it is not asked. */
export interface RunningContestant {
  readonly spec: ContestantSpec;
  readonly description: Description;
  /** Asks and waits. A process that ends instead answers with an error. */
  ask<T>(ask: Ask): Promise<Answer<T>>;
}

/** Last lines of standard error that are quoted when a process ends. */
const QUOTED = 300;

/**
 * Starts a contestant and asks who it is; a string says why it is not there.
 * @param children gets its process as long as that runs, for whoever must end them all
 */
export async function startContestant(
  spec: ContestantSpec,
  children: Set<ChildProcess> = new Set(),
): Promise<RunningContestant | string> {
  if (spec.needs !== undefined && !existsSync(spec.needs))
    return `its program ${spec.needs} comes with the repository only`;
  const [command, ...args] = spec.command;
  const child = spawn(command!, args, {
    env: { ...process.env, ...spec.environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.add(child);
  child.once("close", () => children.delete(child));
  const ask = conversation(child);
  const described = await ask<Description>({ do: "describe" });
  if ("ok" in described) return { spec, description: described.ok, ask };
  child.kill("SIGKILL");
  return "absent" in described ? described.absent : described.error;
}

/** One question, one answer; questions do not overlap. */
function conversation(child: ChildProcess): <T>(ask: Ask) => Promise<Answer<T>> {
  let waiting: ((answer: Answer<never>) => void) | undefined;
  let complaints = "";
  let ended: string | undefined;
  const end = (how: string): void => {
    ended ??= complaints.trim().split("\n").slice(-1)[0]?.slice(-QUOTED) || how;
    waiting?.({ error: ended });
    waiting = undefined;
  };
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    complaints = (complaints + text).slice(-4 * QUOTED);
  });
  createInterface({ input: child.stdout! }).on("line", (line) => {
    // Libraries greet on standard output; an answer is a JSON object.
    if (!line.startsWith("{")) return;
    waiting?.(JSON.parse(line) as Answer<never>);
    waiting = undefined;
  });
  child.on("error", (error) => end(error.message));
  child.on("close", (code, signal) => end(`it ended with ${signal ?? `exit code ${code}`}`));
  child.stdin!.on("error", () => {});
  return (ask) =>
    new Promise((resolve) => {
      if (ended !== undefined) return resolve({ error: ended });
      waiting = resolve as (answer: Answer<never>) => void;
      child.stdin!.write(`${JSON.stringify(ask)}\n`);
    });
}
