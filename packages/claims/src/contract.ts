import type { Backend } from "@exampledon/compute";
import type { ParamSpec, ParamsOf, Progress, Rng } from "@exampledon/core";
import type { Figure } from "./figure.ts";
import type { FitStore } from "./fit-store.ts";

/** How large to run: `live` in a page, `ci` in tests and `npm start`, `full` at the thread's own size, recorded. */
export type Size = "live" | "ci" | "full";

/** Who said it, and where to read it. */
export interface Source {
  /**
   * `thread`: the side that says features need not form a dictionary; `reply`: the side of dictionary learning;
   * `method`: the text that a demonstrated method comes from.
   */
  readonly side: "thread" | "reply" | "method";
  readonly title: string;
  readonly url: string;
}

/** A bound on one measured value. All parts of the bound must hold for the mean over seeds. */
export interface Check {
  /** Kebab-case, unique within the claim. */
  readonly id: string;
  /** What is expected, in words and without digits that the bound already states. */
  readonly expect: string;
  /** Name of the value it looks at. */
  readonly value: string;
  readonly min?: number;
  readonly max?: number;
  /** Name of another value that replaces the literal: the value must lie within `within` of it. */
  readonly near?: string;
  readonly within?: number;
  /** Where the bound comes from. */
  readonly why: string;
  /**
   * `claim`: the statement fails if this does. `limit`: shows a setting in which the statement stops holding; if it
   * is confirmed, the verdict is `depends`.
   */
  readonly role: "claim" | "limit";
  /** For a limit: the parameter on which the claim depends. */
  readonly parameter?: string;
}

/** What one measured number is, for tables. */
export interface ValueText {
  readonly label: string;
  readonly unit?: string;
}

/** Everything a claim's experiment may use. */
export interface ClaimContext {
  readonly backend: Backend;
  /** Stream of one seed; experiments split it by name. */
  readonly rng: Rng;
  readonly signal?: AbortSignal | undefined;
  /** Where fits keep what they reach and look for what an earlier run reached. Default nowhere. */
  readonly fits?: FitStore | undefined;
}

/** A report from a running experiment. */
export interface ClaimStep extends Progress {
  /** The figure as far as it is known; charts redraw from it. */
  readonly figure?: Figure;
  /** Values known so far. */
  readonly values?: Readonly<Record<string, number>>;
  /** A line for the log. */
  readonly log?: string;
}

/** What an experiment found with one seed. */
export interface ClaimOutcome {
  readonly values: Readonly<Record<string, number>>;
  readonly figure: Figure;
}

/** A link to a state of the parameters, for "what would change our mind". */
export interface Variation {
  readonly label: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What one sees there. */
  readonly expect: string;
}

/** A claim as an executable object: the CLI, the tests, the worker and the page run this and nothing else. */
export interface ClaimDefinition<S extends ParamSpec = ParamSpec> {
  /** Kebab-case, e.g. `sae-finds-one-ontology`. */
  readonly id: string;
  /** A demonstration claims nothing: it has no checks and no number. Default `claim`. */
  readonly kind?: "claim" | "demo";
  /** Name of the hash of the code that it is made of. Default the id. */
  readonly inputs?: string;
  /** Its number in the list of claims, from 1; 0 for a demonstration. */
  readonly number: number;
  readonly title: string;
  /** The claim in one or two sentences of our own. */
  readonly statement: string;
  readonly source: Source;
  /** Whether something is trained (≥ 5 seeds needed) or drawn in closed form (200 draws). */
  readonly trained: boolean;
  readonly params: S;
  /** Parameters of each size, where they differ from the defaults. */
  readonly sizes: Readonly<Record<Size, Partial<ParamsOf<S>>>>;
  /** Seeds of each size. */
  readonly seeds: Readonly<Record<Size, readonly number[]>>;
  readonly values: Readonly<Record<string, ValueText>>;
  readonly checks: readonly Check[];
  readonly variations: readonly Variation[];
  /** Runs the experiment once. */
  run(params: ParamsOf<S>, context: ClaimContext): AsyncGenerator<ClaimStep, ClaimOutcome, void>;
}
