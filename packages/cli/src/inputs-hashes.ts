import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail } from "@exampledon/core";
import { packageFolder } from "./packages.ts";

/**
 * The hash of each claim's reachable source, by claim id, as generated into the installed claims package.
 * @throws `corrupt-file` when the generated file is missing or not whole
 */
export function shippedInputsHashes(): Readonly<Record<string, string>> {
  const path = join(packageFolder("@exampledon/claims"), "src/inputs.gen.json");
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, string>;
  } catch (cause) {
    return fail(
      "corrupt-file",
      {
        where: path,
        problem: "the hashes of the claims' source must be whole JSON",
        got: (cause as Error).message,
        cure: "generate the file again, or reinstall @exampledon/claims",
      },
      { cause },
    );
  }
}
