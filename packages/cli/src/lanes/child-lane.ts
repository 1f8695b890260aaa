import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { ExampledonError, throwIfAborted } from "@exampledon/core";
import type { Lane, LaneWatch } from "./lane.ts";
import type { LaneKind } from "./local-lanes.ts";
import type { FromChild, ToChild } from "./messages.ts";
import { unpackError } from "./packed-error.ts";

/** What child processes are to do. */
export interface ChildWork<Request> {
  readonly kind: LaneKind;
  /** URL of a module whose `loadCatalog()` gives the catalog. */
  readonly module: string;
  /** Names a request in errors, e.g. `claim near-orthogonal`. */
  name(request: Request): string;
}

/** Time, in milliseconds, that an aborted experiment has to end by itself before its process is ended. */
const GRACE_MS = 1000;

/**
 * A lane in a child process of its own, started with the first request and again after a crash. A process rather than a
 * thread: it takes over the flags that this one was started with, such as its way of loading TypeScript.
 */
export function childLane<Request, Answer>({ kind, module, name }: ChildWork<Request>): Lane<Request, Answer> {
  let child: ChildProcess | undefined;
  return {
    run: (request, watch) => {
      child ??= start(kind, module, () => {
        child = undefined;
      });
      return runOn(child, name(request), request, watch) as Promise<Answer>;
    },
    close: async () => child?.disconnect(),
  };
}

function start(kind: LaneKind, module: string, gone: () => void): ChildProcess {
  // The script lies beside this one, as TypeScript in the repository and as JavaScript where it was built.
  const script = fileURLToPath(new URL(`./child${extname(import.meta.url)}`, import.meta.url));
  // Standard output belongs to the table or the JSON: what a child prints goes to standard error.
  const child = fork(script, [kind, module], { serialization: "advanced", stdio: ["ignore", 2, 2, "ipc"] });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("error", gone);
  child.once("exit", () => {
    process.off("exit", kill);
    gone();
  });
  return child;
}

function runOn(
  child: ChildProcess,
  where: string,
  request: unknown,
  { signal, progress }: LaneWatch,
): Promise<unknown> {
  // A message to a child that has just died fails; its exit says so better.
  const send = (message: ToChild): void => void child.send(message, () => {});
  return new Promise((resolve, reject) => {
    let part: string | undefined;
    let grace: NodeJS.Timeout | undefined;
    const abort = (): void => {
      send({ kind: "abort", reason: String(signal.reason) });
      grace = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
    };
    const crash = (got: string): void =>
      end(() => {
        try {
          throwIfAborted(signal, where);
          reject(crashError(part === undefined ? where : `${where}, ${part}`, got));
        } catch (aborted) {
          reject(aborted);
        }
      });
    const onError = (error: Error): void => crash(error.message);
    const onExit = (code: number | null, killedBy: string | null): void => crash(killedBy ?? `exit code ${code}`);
    const onMessage = (message: FromChild): void => {
      if (message.kind === "progress") {
        part = message.progress.part;
        progress(message.progress);
      } else if (message.kind === "done") end(() => resolve(message.answer));
      else end(() => reject(unpackError(message.error)));
    };
    const end = (settle: () => void): void => {
      clearTimeout(grace);
      signal.removeEventListener("abort", abort);
      child.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    child.on("message", onMessage).on("error", onError).on("exit", onExit);
    send({ kind: "run", request });
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort);
  });
}

function crashError(where: string, got: string): ExampledonError {
  return new ExampledonError("environment", {
    where,
    problem: "its process must live until it is done",
    got,
    cure: "free some memory, or run it with --jobs 1",
  });
}
