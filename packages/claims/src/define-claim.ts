import type { ParamSpec } from "@exampledon/core";
import type { ClaimDefinition } from "./contract.ts";

/**
 * Declares a claim. Lets the compiler infer the parameters' types inside `run`; lists hold claims of all parameter types,
 * which is why the result is the general type.
 */
export function defineClaim<const S extends ParamSpec>(claim: ClaimDefinition<S>): ClaimDefinition {
  return claim as unknown as ClaimDefinition;
}
