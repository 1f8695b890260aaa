import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "@exampledon/core";
import { packageFolder } from "./packages.ts";

/**
 * The hashes of reachable source that are generated into an installed package: by claim id in the claims package, by
 * family of methods in the bench package, and there as `parameters` for parameter decompositions.
 * @throws `corrupt-file` when the generated file is missing or not whole
 */
export function shippedInputsHashes(
  name: "@exampledon/claims" | "@exampledon/bench",
): Readonly<Record<string, string>> {
  const path = join(packageFolder(name), "src/inputs.gen.json");
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  } catch (cause) {
    return fail(
      "corrupt-file",
      {
        where: path,
        problem: "the hashes of the source must be whole JSON",
        got: (cause as Error).message,
        cure: "generate the file again, or reinstall the package",
      },
      { cause },
    );
  }
}
