import type { Catalog } from "../catalog.ts";
import type { Lane, LaneProgress } from "./lane.ts";
import { type LaneKind, localLane } from "./local-lanes.ts";
import type { FromChild, ToChild } from "./messages.ts";
import { packError } from "./packed-error.ts";

// The script of a child process; `childLane` is its other end. Its arguments: the kind of work, the URL of the catalog's module.

/** Shortest time, in milliseconds, between two reports of the same part. */
const REPORT_MS = 100;

const send = (message: FromChild): void => void process.send!(message);
const [kind, module] = process.argv.slice(2) as [LaneKind, string];
let lane: Lane<unknown, unknown> | undefined;
let abort = new AbortController();

// A terminal sends Ctrl-C to the children too, but what it means is the parent's to say.
process.on("SIGINT", () => {});
// The parent is done, or gone.
process.on("disconnect", () => process.exit());
process.on("message", async (message: ToChild) => {
  if (message.kind === "abort") return abort.abort(message.reason);
  abort = new AbortController();
  try {
    lane ??= localLane(kind, await loadCatalog());
    const watch = { signal: abort.signal, progress: throttled((progress) => send({ kind: "progress", progress })) };
    send({ kind: "done", answer: await lane.run(message.request, watch) });
  } catch (error) {
    send({ kind: "failed", error: packError(error) });
  }
});

async function loadCatalog(): Promise<Catalog> {
  return ((await import(module)) as { loadCatalog(): Catalog | Promise<Catalog> }).loadCatalog();
}

/** Reports every new part, so that a crash can be laid at the right one's door, and otherwise a few times a second. */
function throttled(report: (progress: LaneProgress) => void): (progress: LaneProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let part: string | undefined;
  return (progress) => {
    if (progress.part === part && performance.now() - last < REPORT_MS) return;
    last = performance.now();
    part = progress.part;
    report(progress);
  };
}
