import { formats } from "./formats.ts";
import { SYNTHETIC_CONFIG, SYNTHETIC_HIERARCHY, SYNTHETIC_WEIGHTS } from "./synthetic-model/file-names.ts";

/** The name of every file that a format has. */
export const fileNames: readonly string[] = [
  ...new Set(Object.values(formats).flatMap(({ configFile, weightsFile }) => [configFile, weightsFile])),
  "ae.pt",
  SYNTHETIC_CONFIG,
  SYNTHETIC_WEIGHTS,
  SYNTHETIC_HIERARCHY,
];
