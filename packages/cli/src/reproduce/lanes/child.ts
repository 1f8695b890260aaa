import type { Catalog } from "../../catalog.ts";
import type { Lane, SeedsProgress } from "./lane.ts";
import { localLane } from "./local-lane.ts";
import type { FromChild, ToChild } from "./messages.ts";
import { packError } from "./packed-error.ts";

// The script of a child process; `childLane` is its other end. Its argument is the URL of the catalog's module.

/** Shortest time, in milliseconds, between two reports of the same seed. */
const REPORT_MS = 100;

const send = (message: FromChild): void => void process.send!(message);
let lane: Lane | undefined;
let abort = new AbortController();

// A terminal sends Ctrl-C to the children too, but what it means is the parent's to say.
process.on("SIGINT", () => {});
// The parent is done, or gone.
process.on("disconnect", () => process.exit());
process.on("message", async (message: ToChild) => {
  if (message.kind === "abort") return abort.abort(message.reason);
  abort = new AbortController();
  try {
    lane ??= localLane(await loadCatalog(process.argv[2]!));
    const watch = { signal: abort.signal, progress: throttled((progress) => send({ kind: "progress", progress })) };
    send({ kind: "done", outcome: await lane.run(message.request, watch) });
  } catch (error) {
    send({ kind: "failed", error: packError(error) });
  }
});

async function loadCatalog(module: string): Promise<Catalog> {
  return ((await import(module)) as { loadCatalog(): Catalog | Promise<Catalog> }).loadCatalog();
}

/** Reports every new seed, so that a crash can be laid at the right one's door, and otherwise a few times a second. */
function throttled(report: (progress: SeedsProgress) => void): (progress: SeedsProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let seed: number | undefined;
  return (progress) => {
    if (progress.seed === seed && performance.now() - last < REPORT_MS) return;
    last = performance.now();
    seed = progress.seed;
    report(progress);
  };
}
