import type { Check, Size } from "./contract.ts";
import type { Figure } from "./figure.ts";

/** `holds`: every claim check passed; `depends`: so did a limit; `fails`: a claim check did not pass. */
export type Verdict = "holds" | "fails" | "depends";

/** A value over seeds. `low`/`high`: 95 % interval of the mean (Student t), or the value itself for one seed. */
export interface Measured {
  readonly mean: number;
  readonly deviation: number;
  readonly low: number;
  readonly high: number;
  readonly min: number;
  readonly max: number;
  readonly n: number;
}

/** A check with what was measured against it. */
export interface CheckResult {
  readonly id: string;
  readonly passed: boolean;
  readonly role: Check["role"];
  /** The bound in symbols, e.g. `≥ 0.95`. */
  readonly bound: string;
  readonly value: string;
  readonly measured: number;
}

/** A recorded run of a claim: what pages, reports and prose quote. */
export interface ClaimResult {
  readonly schema: 1;
  readonly claim: string;
  readonly size: Size;
  readonly params: Readonly<Record<string, unknown>>;
  readonly seeds: readonly number[];
  readonly values: Readonly<Record<string, Measured>>;
  readonly checks: readonly CheckResult[];
  readonly verdict: Verdict;
  /** Figure aggregated over the seeds. */
  readonly figure: Figure;
  readonly provenance: Provenance;
}

/** How a result came about. */
export interface Provenance {
  readonly backend: string;
  readonly version: string;
  readonly node: string;
  readonly cpu: string;
  /** Time that the experiment took: the wall times of its seeds added up, also where several ran at once. */
  readonly milliseconds: number;
  /** Hash of the claim's reachable source; see `inputs.gen.json`. */
  readonly inputsHash: string;
}
