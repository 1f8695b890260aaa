import { readFileSync } from "node:fs";
import { fail, isExampledonError } from "@exampledon/core";
import { type Decomposition, decompositionFromJson } from "@exampledon/decomposer";

/**
 * Reads the file of a decomposition, as `exampledon fit` and `exampledon import` write it.
 * @throws `environment` when it cannot be read, `corrupt-file` naming file and reason
 */
export function readDecomposition(path: string): Decomposition {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const got = (cause as Error).message;
    return fail(
      "environment",
      { where: path, problem: "the file must be readable", got, cure: "name another file" },
      { cause },
    );
  }
  try {
    return decompositionFromJson(JSON.parse(text));
  } catch (cause) {
    const { problem, got } = isExampledonError(cause)
      ? cause.parts
      : { problem: "the file must hold JSON", got: (cause as Error).message };
    return fail("corrupt-file", { where: path, problem, got, cure: "write it again with `exampledon fit`" }, { cause });
  }
}
