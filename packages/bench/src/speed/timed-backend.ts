import type { Backend, FusedKernel, Tensor } from "@exampledon/compute";

/** A backend that adds up where its time goes. */
export interface TimedBackend {
  readonly backend: Backend;
  /** Milliseconds so far, by op; products also by the shapes of their operands. */
  readonly times: ReadonlyMap<string, number>;
}

/** Wraps a backend whose ops compute before they return; of one that queues, only the queueing would be timed. */
export function timedBackend(backend: Backend): TimedBackend {
  const times = new Map<string, number>();
  const timed =
    <A extends readonly unknown[], R>(name: string | ((args: A) => string), op: (...args: A) => R) =>
    (...args: A): R => {
      const start = performance.now();
      const result = op(...args);
      const label = typeof name === "string" ? name : name(args);
      times.set(label, (times.get(label) ?? 0) + performance.now() - start);
      return result;
    };
  const fused = (name: string, { forward, backward }: FusedKernel): FusedKernel => ({
    forward: timed(name, forward),
    backward: timed(`${name}, backward`, backward),
  });
  const { primitives, updates } = backend;
  return {
    times,
    backend: {
      ...backend,
      primitives: mapEntries(primitives, (name, op) =>
        timed((args) => labelOf(name, args), op as never),
      ) as unknown as Backend["primitives"],
      fused: mapEntries(backend.fused, fused),
      updates: mapEntries(updates, (name, op) => timed(name, op as never)) as Backend["updates"],
      upload: timed("upload", backend.upload),
      fill: timed("fill", backend.fill),
    },
  };
}

function mapEntries<V, R>(record: Readonly<Record<string, V>> | object, change: (name: string, value: V) => R) {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(name, value as V)]));
}

function labelOf(name: string, [first, second, options]: readonly unknown[]): string {
  if (name !== "matmul") return typeof first === "string" ? first : name;
  const { transposeA, transposeB } = (options ?? {}) as {
    readonly transposeA?: boolean;
    readonly transposeB?: boolean;
  };
  return `product ${side(first as Tensor, transposeA)} · ${side(second as Tensor, transposeB)}`;
}

function side({ shape }: Tensor, transposed = false): string {
  return `[${shape.join(" × ")}]${transposed ? "ᵀ" : ""}`;
}
