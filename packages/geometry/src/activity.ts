import type { Rng } from "@exampledon/core";
import type { ActivityParams } from "./params.ts";

/** One active feature of one sample. */
export interface ActiveFeature {
  readonly sample: number;
  /** Name of the feature group. */
  readonly group: string;
  readonly feature: number;
  readonly coefficient: number;
}

/**
 * Draws what is active in each sample.
 *
 * Animals, added attributes and co-occurrence have streams of their own, so that switching one on leaves the others'
 * draws as they were: two worlds that differ in one knob see the same animals.
 */
export function drawActive(rng: Rng, batch: number, params: ActivityParams): ActiveFeature[] {
  const { animals, attributes, activeMin, activeMax, booleans, magnitudeLow, magnitudeHigh } = params;
  const [usage, animal, boolean, partner] = ["usage", "animals", "booleans", "cooccurrence"].map((name) =>
    rng.split(name),
  ) as [Rng, Rng, Rng, Rng];
  const out: ActiveFeature[] = [];
  const added = new Set<number>();
  for (let sample = 0; sample < batch; sample++) {
    const used = params.usage === 1 || usage.uniform() < params.usage;
    const add = (group: ActiveFeature["group"], feature: number, coefficient: number): void => {
      if (used) out.push({ sample, group, feature, coefficient });
    };
    added.clear();
    for (const feature of eachWithChance(boolean, attributes, booleans / attributes)) {
      add("attributes", feature, boolean.uniform(magnitudeLow, magnitudeHigh));
      added.add(feature);
    }
    const count = activeMin + animal.integer(activeMax - activeMin + 1);
    for (const feature of animal.choose(animals, count)) {
      add("animals", feature, animal.uniform(magnitudeLow, magnitudeHigh));
      const attribute = feature % attributes;
      if (params.cooccurrence > 0 && partner.uniform() < params.cooccurrence && !added.has(attribute)) {
        add("attributes", attribute, partner.uniform(magnitudeLow, magnitudeHigh));
        added.add(attribute);
      }
    }
  }
  return out;
}

/** The whole numbers of [0, count) that are each picked with this chance; jumps from one to the next. */
function* eachWithChance(rng: Rng, count: number, chance: number): Generator<number> {
  if (chance === 0) return;
  const gap = (): number => Math.floor(Math.log(1 - rng.uniform()) / Math.log(1 - chance));
  for (let i = gap(); i < count; i += 1 + gap()) yield i;
}
