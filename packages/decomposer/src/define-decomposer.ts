import { fail, type ParamSpec, parseParams } from "@exampledon/core";
import type { DecomposerDefinition } from "./contract.ts";

/**
 * Declares a method: returns it as it is, with its types inferred and its metadata checked.
 * @throws `bad-param` when the id is not `family/name`, a text is empty, or a parameter's default is out of its range
 */
export function defineDecomposer<const S extends ParamSpec>(
  definition: DecomposerDefinition<S>,
): DecomposerDefinition<S> {
  const { id, title, summary, params } = definition;
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id)) {
    fail("bad-param", {
      where: "defineDecomposer",
      problem: "id must be family/name in kebab-case",
      got: id,
      cure: "name it like sae/top-k",
    });
  }
  if (!title.trim() || !summary.trim()) {
    fail("bad-param", {
      where: id,
      problem: "title and summary must say something",
      got: { title, summary },
      cure: "write one sentence of summary",
    });
  }
  parseParams(id, params);
  return definition;
}
