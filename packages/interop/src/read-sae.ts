import { fail } from "@exampledon/core";
import { corrupt } from "./corrupt.ts";
import { type Files, fileOf } from "./files.ts";
import { formats } from "./formats.ts";
import { parseJsonObject } from "./json/parse-json.ts";
import { readSafetensors } from "./safetensors/read-safetensors.ts";
import type { SaeFormat, SavedSae } from "./saved-sae.ts";

/**
 * Reads the folder of an autoencoder or transcoder: of which format it is, its file names say. Everything is checked:
 * bytes, config, names, shapes and types of tensors, and that every weight is finite.
 * @param folder how to name the folder in errors, with its last slash
 * @throws `corrupt-file` naming file and reason; `missing-capability` for what is valid but cannot be computed here
 */
export function readSae(files: Files, folder = ""): SavedSae {
  const format = formatOf(files, folder);
  const { configFile, weightsFile, read } = formats[format];
  const bytes = fileOf(files, folder, configFile);
  const config = parseJsonObject(`${folder}${configFile}`, bytes);
  const weights = readSafetensors(`${folder}${weightsFile}`, fileOf(files, folder, weightsFile));
  read(folder, config, weights);
  return { format, config, weights, configFile: bytes };
}

function formatOf(files: Files, folder: string): SaeFormat {
  const names = Object.keys(formats) as SaeFormat[];
  const found = names.find((name) => Object.hasOwn(files, formats[name].weightsFile));
  if (found) return found;
  if (Object.hasOwn(files, "ae.pt")) {
    return fail("missing-capability", {
      where: `${folder}ae.pt`,
      problem: "a pickle may run any program, so it is not read: put the same tensors into ae.safetensors",
      got: "ae.pt without ae.safetensors",
      cure: 'run save_file({k: v.contiguous() for k, v in torch.load("ae.pt", weights_only=True).items()}, "ae.safetensors")',
    });
  }
  const wanted = names.map((name) => formats[name].weightsFile).join(", ");
  return corrupt(
    folder || "folder",
    `there must be one of ${wanted}`,
    Object.keys(files),
    "choose the folder that holds it",
  );
}
