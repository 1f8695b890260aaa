import type { KernelExports, RangeKernel } from "../simd/engine.ts";
import {
  ARGUMENTS,
  CHUNK,
  CHUNKS,
  CLOSED,
  CONTROL,
  COUNT,
  FAILED,
  KERNEL,
  MAX_ARGUMENTS,
  REMAINING,
  SLEEPERS,
  SPINS,
  STOP,
  TICKET,
  VALUES,
  WAITING,
} from "./control.ts";

/** The calling thread's side of the pool. */
export interface Dispatch {
  run(kernel: RangeKernel, count: number, grain: number, ...args: number[]): void;
  /** Makes workers end. */
  stop(): void;
}

/** Chunks per thread: enough that one that is slow holds nobody up, few enough that claiming costs nothing. */
const CHUNKS_PER_THREAD = 4;

/**
 * Shares kernels out among the calling thread, whose work memory is at `work`, and the workers. The caller works, too,
 * and waits for chunks and not for workers: one that does not get going costs nothing.
 */
export function createDispatch(
  memory: WebAssembly.Memory,
  exports: KernelExports,
  kernels: readonly RangeKernel[],
  threads: number,
  work: number,
): Dispatch {
  const words = new Int32Array(memory.buffer, CONTROL, 32);
  const values = new Float64Array(memory.buffer, VALUES, MAX_ARGUMENTS);
  const numbers = new Map(kernels.map((name, number) => [name, number]));
  let job = 0;

  const publish = (): void => {
    if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, TICKET);
  };
  const waitForRest = (): void => {
    for (let spins = 0; spins < SPINS; spins++) if (Atomics.load(words, REMAINING) === 0) return;
    Atomics.store(words, WAITING, 1);
    for (let left = Atomics.load(words, REMAINING); left > 0; left = Atomics.load(words, REMAINING)) {
      Atomics.wait(words, REMAINING, left);
    }
    Atomics.store(words, WAITING, 0);
  };
  return {
    run: (kernel, count, grain, ...args) => {
      const call = exports[kernel];
      const pieces = Math.ceil(count / grain);
      if (pieces < 2 || threads < 2) {
        call(0, count, work, ...args);
        return;
      }
      const chunk = grain * Math.ceil(pieces / (CHUNKS_PER_THREAD * threads));
      const chunks = Math.ceil(count / chunk);
      // All chunks of the last job are finished; closing it first keeps late workers from claiming one of half a job.
      Atomics.store(words, TICKET, (job << 8) | CLOSED);
      words[KERNEL] = numbers.get(kernel)!;
      Atomics.store(words, CHUNKS, chunks);
      words[CHUNK] = chunk;
      words[COUNT] = count;
      words[ARGUMENTS] = args.length;
      values.set(args);
      Atomics.store(words, REMAINING, chunks);
      job = (job + 1) & 0xffffff;
      Atomics.store(words, TICKET, job << 8);
      publish();
      for (;;) {
        const ticket = Atomics.load(words, TICKET);
        const next = ticket & 0xff;
        if (next >= chunks) break;
        if (Atomics.compareExchange(words, TICKET, ticket, ticket + 1) !== ticket) continue;
        call(next * chunk, Math.min(count, (next + 1) * chunk), work, ...args);
        Atomics.sub(words, REMAINING, 1);
      }
      waitForRest();
      if (Atomics.load(words, FAILED) !== 0) throw new Error(`kernel ${kernel} failed in a worker`);
    },
    stop: () => {
      Atomics.store(words, STOP, 1);
      job = (job + 1) & 0xffffff;
      Atomics.store(words, TICKET, (job << 8) | CLOSED);
      Atomics.notify(words, TICKET);
    },
  };
}
