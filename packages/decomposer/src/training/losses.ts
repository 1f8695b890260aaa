import type { Backend, Tensor } from "@exampledon/compute";
import { fail } from "@exampledon/core";

/** Reads a step's loss terms, scalars on the device, by name; `total` is their sum. */
export async function readLosses(
  backend: Backend,
  terms: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, number>>> {
  const values: Record<string, number> = { total: 0 };
  for (const [name, term] of Object.entries(terms)) {
    const value = (await backend.read(term))[0]!;
    values[name] = value;
    values.total! += value;
  }
  return values;
}

/**
 * Stops a fit that diverges.
 * @param where id of the method
 * @param learningRate what to lower
 * @throws `not-finite` when the total loss is not a finite number
 */
export function assertConverging(
  where: string,
  step: number,
  losses: Readonly<Record<string, number>>,
  learningRate: number,
): void {
  if (!Number.isFinite(losses.total)) {
    fail("not-finite", {
      where,
      problem: `the loss must stay finite, but at step ${step} it was not`,
      got: losses,
      cure: `lower learningRate (now ${learningRate})`,
    });
  }
}

/**
 * Refuses what a report offers once the fit has gone on.
 * @param where id of the method
 * @param what the function of the report that was called
 * @param step at which the report was made
 * @param current step that the fit has reached; infinite once it is over
 * @throws `disposed`
 */
export function assertCurrent(where: string, what: string, step: number, current: number): void {
  if (step !== current) {
    fail("disposed", {
      where: `${where}: ${what}`,
      problem: "a report is valid until the fit goes on",
      got: `the report of step ${step}`,
      cure: "call it before the next next()",
    });
  }
}
