import type { ValueText } from "../contract.ts";
import { CONTROLS, JITTERS } from "./arms.ts";

const SITE_TEXTS: Readonly<Record<string, (site: string) => ValueText>> = {
  Recovered: (site) => ({ label: `share of the ${site} circuits with a component of their own` }),
  Strict: (site) => ({ label: `${site}: cosine of whole components, matched one to one` }),
  Mmcs: (site) => ({ label: `${site}: MMCS of read directions` }),
  Ml2r: (site) => ({ label: `${site}: ML2R of read directions` }),
  Fidelity: (site) => ({ label: `${site}: R² of a component's contribution to what its circuit reads` }),
  L0: (site) => ({ label: `${site}: important components per input`, unit: "components" }),
  TrueL0: (site) => ({ label: `${site}: circuits that fire per input`, unit: "circuits" }),
  Alive: (site) => ({ label: `${site}: components with any size`, unit: "components" }),
};

/** What every measured number of the claim is; the prefix says which decomposition. */
export const values: Readonly<Record<string, ValueText>> = {
  ...armValues("", ""),
  ...Object.fromEntries(
    Object.entries(CONTROLS).flatMap(([key, title]) => Object.entries(armValues(key, `${title}; `))),
  ),
  adversarialError: { label: "relative error of outputs under the worst masks found" },
  neuronsRecovered: { label: "share of the circuits that rows of the weights are, without any decomposition" },
  ...Object.fromEntries(
    JITTERS.flatMap((jitter): [string, ValueText][] => [
      [`animalsAt${nameOf(jitter)}`, { label: `share of the animal circuits recovered at variation ${jitter}` }],
      [`attributesAt${nameOf(jitter)}`, { label: `share of the attribute circuits recovered at variation ${jitter}` }],
    ]),
  ),
};

/** A variation as part of a name: 0.15 becomes 15. */
export function nameOf(jitter: number): string {
  return String(Math.round(jitter * 100));
}

function armValues(key: string, title: string): Record<string, ValueText> {
  return Object.fromEntries(
    ["animals", "attributes"].flatMap((site) =>
      Object.entries(SITE_TEXTS).map(([name, text]) => {
        const { label, ...rest } = text(site);
        return [valueName(key, site, name), { label: title + label, ...rest }];
      }),
    ),
  );
}

/** `animalsRecovered`, or with a prefix `apdAnimalsRecovered`. */
export function valueName(key: string, site: string, name: string): string {
  return key ? `${key}${site[0]!.toUpperCase()}${site.slice(1)}${name}` : `${site}${name}`;
}
