import type { Files } from "./files.ts";
import { formats } from "./formats.ts";
import { configBytes } from "./json/config-bytes.ts";
import { writeSafetensors } from "./safetensors/write-safetensors.ts";
import type { SavedSae } from "./saved-sae.ts";

/** The two files of a saved autoencoder. What {@link readSae} read comes back byte for byte. @throws `bad-shape` */
export function writeSae({ format, config, weights, configFile }: SavedSae): Files {
  const names = formats[format];
  return {
    [names.configFile]: configBytes(config, configFile),
    [names.weightsFile]: writeSafetensors(weights),
  };
}
