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

/** The first call of every check, and all that move numbers unchanged, where a backend may be tempted to share them. */
export function sampleCases(cases: readonly OpCase[]): OpCase[] {
  const moving = new Set(layoutCases().map(({ check }) => check));
  const seen = new Set<string>();
  return cases.filter(({ check }) => {
    const first = !seen.has(check);
    seen.add(check);
    return first || moving.has(check);
  });
}
