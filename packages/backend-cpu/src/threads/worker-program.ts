import {
  ARGUMENTS,
  CHUNK,
  CHUNKS,
  CLOSED,
  CONTROL,
  COUNT,
  FAILED,
  KERNEL,
  REMAINING,
  SLEEPERS,
  SPINS,
  STOP,
  TICKET,
  VALUES,
  WAITING,
} from "./control.ts";

/** What a worker is told when it starts. */
export interface WorkerTask {
  /** Of several that export a kernel of one name, the last one's counts. */
  readonly modules: readonly WebAssembly.Module[];
  readonly memory: WebAssembly.Memory;
  /** Names of kernels in the order of their numbers. */
  readonly kernels: readonly string[];
  /** Address of its work memory. */
  readonly work: number;
}

/**
 * What a worker runs, as text: it needs no file, so that no bundler has to find one, and survives any minifier. Claims
 * chunks while there are any, then looks for the next job for a while, then sleeps.
 */
export const WORKER_PROGRAM: string = `
function serve({ modules, memory, kernels, work }, ready) {
  const words = new Int32Array(memory.buffer, ${CONTROL}, 32);
  const values = new Float64Array(memory.buffer, ${VALUES}, 32);
  const instances = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }));
  const exports = Object.assign({}, ...instances.map((instance) => instance.exports));
  const table = kernels.map((name) => exports[name]);
  ready();
  for (let idle = 0; Atomics.load(words, ${STOP}) === 0; ) {
    const ticket = Atomics.load(words, ${TICKET});
    const next = ticket & 255;
    if (next !== ${CLOSED} && next < Atomics.load(words, ${CHUNKS})) {
      const kernel = table[words[${KERNEL}]];
      const chunk = words[${CHUNK}];
      const count = words[${COUNT}];
      const list = Array.from(values.subarray(0, words[${ARGUMENTS}]));
      if (Atomics.compareExchange(words, ${TICKET}, ticket, ticket + 1) !== ticket) continue;
      try {
        kernel(next * chunk, Math.min(count, (next + 1) * chunk), work, ...list);
      } catch {
        Atomics.store(words, ${FAILED}, 1);
      }
      if (Atomics.sub(words, ${REMAINING}, 1) === 1 && Atomics.load(words, ${WAITING}) === 1) {
        Atomics.notify(words, ${REMAINING});
      }
      idle = 0;
    } else if (++idle > ${SPINS}) {
      Atomics.add(words, ${SLEEPERS}, 1);
      Atomics.wait(words, ${TICKET}, ticket);
      Atomics.sub(words, ${SLEEPERS}, 1);
      idle = 0;
    }
  }
}
const node = typeof process === "object" && process.getBuiltinModule?.("node:worker_threads");
if (node) {
  node.parentPort.once("message", (task) => serve(task, () => node.parentPort.postMessage("ready")));
} else {
  onmessage = ({ data }) => serve(data, () => postMessage("ready"));
}
`;
