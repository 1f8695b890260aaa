import { canonicalJson, defineDecomposer } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import type { Subject } from "./subject.ts";

/** Whether a method describes itself completely, in plain values. */
export function metadataChecks({ definition }: Subject): Check[] {
  return [
    {
      name: "metadata",
      run: async () => {
        defineDecomposer(definition);
        const { id, title, summary, references, params, tags } = definition;
        canonicalJson({ id, title, summary, references, params, tags });
        for (const { text, url } of references) {
          if (!text.trim() || !/^https:\/\/\S+$/.test(url)) {
            violation("a reference needs a text and an https address", { text, url }, "complete it");
          }
        }
        for (const [name, field] of Object.entries(params)) {
          if (!field.doc.trim()) violation(`parameter ${name} needs one sentence of doc`, field.doc, "write it");
          if ((field.kind === "integer" || field.kind === "number") && field.scale === "log" && !(field.min > 0)) {
            violation(`parameter ${name} on a log scale needs min > 0`, field.min, "raise min or use a linear scale");
          }
        }
        for (const tag of ["stochastic", "signed", "usesTruth"] as const) {
          if (typeof tags[tag] !== "boolean") violation(`tag ${tag} must be true or false`, tags[tag], "set it");
        }
      },
    },
  ];
}
