import { existsSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { ownBackends } from "./own-backends.ts";

/** A program that is timed, and how to start it. */
export interface ContestantSpec {
  /** Unique, e.g. `cpu simd, 1 thread`. */
  readonly id: string;
  /** `own`: this project's trainer on one of its backends; `peer`: somebody else's library. */
  readonly side: "own" | "peer";
  /** Contestants of one family are compared by their best, e.g. a library under several settings. */
  readonly family: string;
  readonly threads: number;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Programs for the same step beside the plain one, by method. */
  readonly variants?: Readonly<Record<string, readonly string[]>>;
  /** A file without which it cannot be started. */
  readonly needs?: string;
}

/** Interpreter of the PyTorch peer; `EXAMPLEDON_PYTHON` names another one. */
const PYTHON = process.env.EXAMPLEDON_PYTHON ?? (existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3");

/** Family of the contestants that everything else is compared with. */
export const PYTORCH = "PyTorch";

/** Everything that can be timed: what is not installed is found out by starting it. */
export function allContestants(): readonly ContestantSpec[] {
  const script = fileURLToPath(new URL(`./own-child${extname(import.meta.url)}`, import.meta.url));
  const node = [process.execPath, ...process.execArgv, "--expose-gc"];
  const peer = (name: string): string => fileURLToPath(new URL(`../../peers/${name}`, import.meta.url));
  const scripted = (
    side: "own" | "peer",
    id: string,
    file: string,
    ...args: string[]
  ): Omit<ContestantSpec, "threads"> => ({
    id,
    side,
    family: id,
    command: [...node, peer(file), ...args],
    needs: peer(file),
  });
  return [
    ...ownBackends.map(
      ({ id, threads }): ContestantSpec => ({ id, side: "own", family: id, threads, command: [...node, script, id] }),
    ),
    { ...scripted("own", "tfjs cpu", "tfjs-backend.ts", "cpu"), threads: 1 },
    { ...scripted("own", "tfjs wasm", "tfjs-backend.ts", "wasm"), threads: 1 },
    { ...scripted("own", "gpu.js cpu", "gpujs-backend.ts", "cpu"), threads: 1 },
    ...[1, 2].flatMap((openmp) =>
      [1, 2].map(
        (blas): ContestantSpec => ({
          id: `PyTorch, OpenMP ${openmp}, BLAS ${blas}`,
          side: "peer",
          family: PYTORCH,
          threads: Math.max(openmp, blas),
          command: [PYTHON, peer("torch_peer.py")],
          environment: { OMP_NUM_THREADS: String(openmp), OPENBLAS_NUM_THREADS: String(blas) },
          variants: { "sae/top-k": ["embedding_bag"] },
          needs: peer("torch_peer.py"),
        }),
      ),
    ),
    { ...scripted("peer", "tfjs wasm, its own gradients", "tfjs-autodiff.ts"), threads: 1 },
    { ...scripted("peer", "jax-js wasm", "jax.ts"), threads: 1 },
  ];
}
