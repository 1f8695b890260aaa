import type { DecomposerDefinition } from "@exampledon/decomposer";
import { joinSources } from "@exampledon/decomposer";
import { activationsOf, type FineTunedWorlds } from "@exampledon/geometry";
import { crosscoder } from "@exampledon/sae";
import type { ClaimContext } from "../contract.ts";
import { directionsOf } from "../groups.ts";
import { trainMethod } from "../train-method.ts";
import { type CrosscoderReading, readCrosscoder } from "./read-crosscoder.ts";

const STEPS = 800;
const L1_COEFFICIENT = 0.3;
/** Latents for each animal, so that the new attribute could have one of its own. */
const SPARE = 1.2;
const SAMPLES = 2000;

/** Trains a crosscoder on the old and the new network's activations of the same samples, and reads it. */
export async function trainCrosscoder(worlds: FineTunedWorlds, context: ClaimContext): Promise<CrosscoderReading> {
  const { before, after } = worlds;
  const source = joinSources([activationsOf(before), activationsOf(after)]);
  const fit = trainMethod(
    {
      method: crosscoder as unknown as DecomposerDefinition,
      params: {
        latents: Math.ceil(SPARE * directionsOf(before, "animals").rows),
        steps: STEPS,
        l1Coefficient: L1_COEFFICIENT,
        // A trained one takes up part of the change, which the data do not tell from it.
        trainDecoderBias: false,
      },
      world: before,
      source,
      rng: context.rng.split("fit crosscoder"),
    },
    context,
  );
  for (;;) {
    const next = await fit.next();
    if (next.done) return readCrosscoder(next.value, worlds, source.sample(context.rng.split("crosscoder"), SAMPLES));
  }
}
