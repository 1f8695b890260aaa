import { sizeOf } from "@exampledon/compute";
import type { Rng } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";
import { inputScale } from "./input-scale.ts";
import type { Recipe } from "./recipe.ts";
import type { Setting } from "./setting.ts";
import type { TrainingParams } from "./training-params.ts";
import type { StateLayout, TrainingNumbers } from "./training-state.ts";
import { mapWeights } from "./weights.ts";

/** What a recipe's arrays look like with these parameters. */
export function layoutOf<P extends TrainingParams>(
  recipe: Recipe<P, string>,
  params: P,
  setting: Setting,
): StateLayout {
  return {
    latents: params.latents,
    weights: recipe.weights(params, setting),
    extra: recipe.state?.(params, setting) ?? {},
  };
}

/** The state before the first step. */
export function firstNumbers<P extends TrainingParams>(
  recipe: Recipe<P, string>,
  params: P,
  setting: Setting,
  source: ActivationSource,
  rng: Rng,
): TrainingNumbers {
  const { extra } = layoutOf(recipe, params, setting);
  return {
    weights: recipe.initial(rng.split("init"), params, setting),
    extra: mapWeights(extra, ({ shape, initial }) => new Float32Array(sizeOf(shape)).fill(initial)),
    idle: new Float32Array(params.latents),
    deadIndices: [],
    data: rng.split("data"),
    resample: rng.split("resample"),
    scale: params.inputScale === "none" ? 1 : inputScale(source, rng.split("scale")),
    step: 0,
  };
}
