import type { FormatDefinition } from "../format-definition.ts";
import { isObject } from "../json/parse-json.ts";
import { provenanceOf } from "../provenance.ts";
import { readSaeLens, SAELENS_CONFIG, SAELENS_WEIGHTS } from "./read-saelens.ts";
import { writeSaeLens } from "./write-saelens.ts";

/** Folders of SAELens. */
export const saeLens: FormatDefinition = {
  configFile: SAELENS_CONFIG,
  weightsFile: SAELENS_WEIGHTS,
  read: readSaeLens,
  centres: ({ transcoder }) => (transcoder ? false : undefined),
  write: writeSaeLens,
  provenance: (config) =>
    provenanceOf(isObject(config.metadata) ? config.metadata.exampledon : undefined, {
      method: `saelens/${String(config.architecture ?? "standard")}`,
      params: config,
    }),
};
