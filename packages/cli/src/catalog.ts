import type { BoardNetwork, BoardSize, BoardWorld, ParameterRowPlan } from "@exampledon/bench";
import type { ClaimDefinition } from "@exampledon/claims";
import type { Backend } from "@exampledon/compute";
import type { DecomposerDefinition, ParameterDecomposerDefinition } from "@exampledon/decomposer";
import type { WorldDefinition } from "@exampledon/geometry";
import type { NetworkDefinition } from "@exampledon/networks";
import type { BackendId } from "./backends.ts";

/** Everything the commands can name, as plain values, so that a program with its own claims or methods can reuse them. */
export interface Catalog {
  readonly claims: readonly ClaimDefinition[];
  /** Demonstrations of methods, run like claims when they are named. Default none. */
  readonly demos?: readonly ClaimDefinition[];
  readonly methods: readonly DecomposerDefinition[];
  readonly worlds: readonly WorldDefinition[];
  /** Methods that decompose the weights of a network. Default none. */
  readonly parameterMethods?: readonly ParameterDecomposerDefinition[];
  /** Networks for these. Default none. */
  readonly networks?: readonly NetworkDefinition[];
  /** Hash of each claim's reachable source, by claim id. */
  readonly inputsHashes: Readonly<Record<string, string>>;
  /** Folder of recorded results, `<claim>/<size>.json`. */
  readonly resultsFolder: string;
  readonly board: BoardCatalog;
  /**
   * URL of a module whose export `loadCatalog()` gives this catalog again, so that child processes can load it. Without it
   * everything runs in one process.
   */
  readonly module?: string;
  /** A fresh backend, by default `cpu`; each command, and each of its child processes, makes one. */
  createBackend(id?: BackendId): Promise<Backend>;
}

/** What `exampledon board` needs beside the methods. */
export interface BoardCatalog {
  readonly worlds: readonly BoardWorld[];
  /** Hash of the source that decides a family's cells, by family (the part of a method's id before the slash). */
  readonly inputsHashes: Readonly<Record<string, string>>;
  /** Folder of recorded boards and benches. */
  readonly resultsFolder: string;
  /** The board of parameter decompositions. Default none. */
  readonly parameters?: ParameterBoardCatalog;
}

/** What `exampledon board --parameters` needs. */
export interface ParameterBoardCatalog {
  rows(size: BoardSize): readonly ParameterRowPlan[];
  /** Those that rows name. */
  readonly methods: readonly ParameterDecomposerDefinition[];
  readonly networks: readonly BoardNetwork[];
  /** Hash of the source that decides the cells. */
  readonly inputsHash: string;
}

/** Everything that runs as a claim does: the claims, then the demonstrations. */
export function experimentsOf({ claims, demos = [] }: Pick<Catalog, "claims" | "demos">): readonly ClaimDefinition[] {
  return [...claims, ...demos];
}
