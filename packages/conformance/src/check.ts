/** One named thing that must hold; needs no test runner. */
export interface Check {
  /** Kebab-case, unique within a suite. */
  readonly name: string;
  /** Rejects with what was expected, what was found and a cure. */
  run(): Promise<void>;
}

/** Ends a check as failed: `problem, got X; cure`. */
export function violation(problem: string, got: unknown, cure: string): never {
  throw new Error(`${problem}, got ${typeof got === "string" ? got : JSON.stringify(got)}; ${cure}`);
}
