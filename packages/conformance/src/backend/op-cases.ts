import { elementCases } from "./element-cases.ts";
import { indexCases } from "./index-cases.ts";
import { layoutCases } from "./layout-cases.ts";
import { matmulCases } from "./matmul-cases.ts";
import type { OpCase } from "./op-case.ts";
import { reduceCases } from "./reduce-cases.ts";

/** Every call that backends are compared on. */
export function opCases(): OpCase[] {
  return [...matmulCases(), ...elementCases(), ...reduceCases(), ...indexCases(), ...layoutCases()];
}

/** One call of each kind: the first of every check. */
export function sampleCases(): OpCase[] {
  const byCheck = new Map<string, OpCase>();
  for (const each of opCases()) if (!byCheck.has(each.check)) byCheck.set(each.check, each);
  return [...byCheck.values()];
}
