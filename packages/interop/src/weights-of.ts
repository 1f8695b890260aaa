import { formats } from "./formats.ts";
import type { SaeWeights } from "./sae-weights.ts";
import type { SavedSae } from "./saved-sae.ts";

/** The arrays of a saved autoencoder in one orientation, whatever its format. @throws `corrupt-file`, `missing-capability` */
export function weightsOf({ format, config, weights }: SavedSae): SaeWeights {
  return formats[format].read("", config, weights);
}
