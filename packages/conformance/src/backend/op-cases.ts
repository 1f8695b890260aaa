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

/** At most `most` calls of each primitive within each check, from the first to the last at even distances. */
export function fewerCases(cases: readonly OpCase[], most: number): OpCase[] {
  const groups = new Map<string, OpCase[]>();
  for (const each of cases) {
    // Checks of special values hold several primitives; their labels begin with its name.
    const group = `${each.check} ${/^\w*/.exec(each.label)?.[0]}`;
    groups.set(group, [...(groups.get(group) ?? []), each]);
  }
  return [...groups.values()].flatMap((group) => {
    const count = Math.min(Math.max(1, most), group.length);
    const step = (group.length - 1) / Math.max(1, count - 1);
    return Array.from({ length: count }, (_, i) => group[Math.round(i * step)]!);
  });
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
