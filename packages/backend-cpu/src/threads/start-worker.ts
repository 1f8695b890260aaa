import { fail } from "@exampledon/core";
import { WORKER_PROGRAM, type WorkerTask } from "./worker-program.ts";

/** A running worker. */
export interface RunningWorker {
  terminate(): void;
}

interface NodeWorker {
  postMessage(message: unknown): void;
  once(event: "message" | "error", listener: (value: unknown) => void): void;
  terminate(): Promise<number>;
  unref(): void;
}

type NodeWorkerConstructor = new (program: string, options: { eval: boolean }) => NodeWorker;

/** Starts a worker and waits until it is ready, in Node or in a browser. @throws `missing-capability` */
export async function startWorker(task: WorkerTask, backend: string): Promise<RunningWorker> {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const threads = process?.getBuiltinModule?.("node:worker_threads") as { Worker: NodeWorkerConstructor } | undefined;
  try {
    return await (threads ? startInNode(threads.Worker, task) : startInBrowser(task));
  } catch (error) {
    return fail(
      "missing-capability",
      {
        where: `backend ${backend}`,
        problem: "needs workers of its own",
        got: String(error),
        cure: "use cpuBackend, or allow worker-src blob: and wasm-unsafe-eval in the content-security policy",
      },
      { cause: error },
    );
  }
}

async function startInNode(Worker: NodeWorkerConstructor, task: WorkerTask): Promise<RunningWorker> {
  const worker = new Worker(WORKER_PROGRAM, { eval: true });
  const ready = new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  worker.postMessage(task);
  await ready;
  // A program that is done may end without closing the backend.
  worker.unref();
  return { terminate: () => void worker.terminate() };
}

async function startInBrowser(task: WorkerTask): Promise<RunningWorker> {
  const address = URL.createObjectURL(new Blob([WORKER_PROGRAM], { type: "text/javascript" }));
  const worker = new Worker(address);
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
      worker.postMessage(task);
    });
  } catch (error) {
    worker.terminate();
    throw error;
  } finally {
    URL.revokeObjectURL(address);
  }
  return worker;
}
