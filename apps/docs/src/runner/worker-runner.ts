import type { ClaimRunner, RunnerStep } from "@exampledon/viz";
import { type Remote, wrap } from "comlink";

/** How long a worker has to give a run up before it is terminated. */
const graceMilliseconds = 500;

interface Connection {
  readonly worker: Worker;
  readonly remote: Remote<ClaimRunner>;
  /** Rejects when the worker cannot be loaded or dies. */
  readonly broken: Promise<never>;
}

/** Runs claims in a worker of their own, started at the first run. */
export function workerRunner(): ClaimRunner {
  let connection: Connection | undefined;
  let stopping: Promise<void> = Promise.resolve();

  function call<T>(use: (remote: Remote<ClaimRunner>) => Promise<T>): Promise<T> {
    connection ??= connect();
    return Promise.race([use(connection.remote), connection.broken]);
  }

  function terminate(): void {
    connection?.worker.terminate();
    connection = undefined;
  }

  async function stop(): Promise<void> {
    const current = connection;
    if (!current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<"late">((resolve) => {
      timer = setTimeout(() => resolve("late"), graceMilliseconds);
    });
    const outcome = await Promise.race([current.remote.stop().catch(() => "late" as const), late]);
    clearTimeout(timer);
    if (outcome === "late" && connection === current) terminate();
  }

  return {
    async start(request) {
      await stopping;
      return call((remote) => remote.start(request));
    },
    // Comlink spreads the promise over the union.
    next: (budgetMilliseconds) => call((remote) => remote.next(budgetMilliseconds) as Promise<RunnerStep>),
    stop() {
      stopping = stop();
      return stopping;
    },
    dispose: terminate,
  };
}

function connect(): Connection {
  const worker = new Worker(new URL("../workers/claim.worker.ts", import.meta.url), { type: "module" });
  const broken = new Promise<never>((_, reject) => {
    worker.onerror = (event) => reject(new Error(event.message || "the worker could not be loaded; reload the page"));
  });
  // Nobody may be listening when it breaks between two calls.
  broken.catch(() => {});
  return { worker, remote: wrap<ClaimRunner>(worker), broken };
}
