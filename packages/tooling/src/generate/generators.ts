import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClaimResult, claims, parseResult, type Size } from "@exampledon/claims";
import { readPackages } from "../arrows/packages.ts";
import { hashClaims } from "../inputs/hash-claims.ts";
import { spliceExamples } from "../readme/example-block.ts";
import { verdictTable } from "../readme/verdict-table.ts";
import { splice } from "../splice.ts";

/** A committed file and the text that it should have. */
export interface Generated {
  readonly path: string;
  readonly text: string;
}

/** What each generator makes of the repository at `root`, by the name that `--only` takes. */
export const generators: Readonly<Record<string, (root: string) => Promise<Generated[]>>> = {
  inputs: async (root) => {
    const source = join(root, "packages/claims/src");
    return [{ path: join(source, "inputs.gen.json"), text: await hashClaims(source) }];
  },
  readme: async (root) => {
    const examples = join(root, "docs/examples");
    const own = readPackages(root).map(({ folder }) => join(folder, "README.md"));
    const readmes = [join(root, "README.md"), ...own.filter((path) => existsSync(path))];
    const table = verdictTable(claims, (id) => recorded(root, id));
    return readmes.map((path, index) => {
      const text = readFileSync(path, "utf8");
      return { path, text: spliceExamples(index === 0 ? splice(text, "verdicts", table) : text, examples) };
    });
  },
  citation: async (root) => {
    const path = join(root, "CITATION.cff");
    const version = readPackages(root).find(({ id }) => id === "core")!.manifest.version;
    return [{ path, text: readFileSync(path, "utf8").replace(/^version: .*$/m, `version: ${version}`) }];
  },
};

/** The largest recorded run of a claim. */
function recorded(root: string, id: string): ClaimResult | undefined {
  for (const size of ["full", "ci"] satisfies Size[]) {
    const path = join(root, "packages/claims/results", id, `${size}.json`);
    if (existsSync(path)) return parseResult(readFileSync(path, "utf8"), path);
  }
  return undefined;
}
