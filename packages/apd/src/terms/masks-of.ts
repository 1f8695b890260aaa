import type { Rng } from "@exampledon/core";
import type { SiteMask, SpdStep } from "../spd-step.ts";

/** A fresh random mask of every site. */
export function masksOf(step: SpdStep, rng: Rng): Record<string, SiteMask> {
  return Object.fromEntries(step.sites.map((site) => [site.name, step.draw(rng, site)]));
}
