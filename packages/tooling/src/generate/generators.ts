import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClaimResult, claims, parseResult, type Size } from "@exampledon/claims";
import { publicPackages, readPackages } from "../arrows/packages.ts";
import type { ConformanceTable } from "../conformance/conformance-table.ts";
import { markdownTable } from "../conformance/print-table.ts";
import { recordedTable } from "../conformance/recorded-table.ts";
import { hashBoard } from "../inputs/hash-board.ts";
import { hashClaims } from "../inputs/hash-claims.ts";
import { hashParameterBoard } from "../inputs/hash-parameter-board.ts";
import { apiTable } from "../readme/api-table.ts";
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
    const bench = join(root, "packages/bench/src");
    return [
      { path: join(source, "inputs.gen.json"), text: await hashClaims(source) },
      { path: join(bench, "inputs.gen.json"), text: await benchInputs(bench) },
    ];
  },
  readme: async (root) => {
    const examples = join(root, "docs/examples");
    const top = join(root, "README.md");
    const table = verdictTable(claims, (id) => recorded(root, id));
    const packages = publicPackages(root).map(({ folder }) => {
      const path = join(folder, "README.md");
      const text = splice(readFileSync(path, "utf8"), "api", apiTable(join(folder, "src/index.ts")));
      return { path, text: spliceExamples(text, examples) };
    });
    return [
      { path: top, text: spliceExamples(splice(readFileSync(top, "utf8"), "verdicts", table), examples) },
      ...packages,
    ];
  },
  conformance: async (root) => {
    const path = join(root, "docs/guides/backends.mdx");
    const table = JSON.parse(readFileSync(recordedTable(root), "utf8")) as ConformanceTable;
    const text = (["node", "chromium"] as const).reduce(
      (done, environment) => splice(done, `conformance ${environment}`, markdownTable(table, environment), "mdx"),
      readFileSync(path, "utf8"),
    );
    return [{ path, text }];
  },
  citation: async (root) => {
    const path = join(root, "CITATION.cff");
    const version = readPackages(root).find(({ id }) => id === "core")!.manifest.version;
    return [{ path, text: readFileSync(path, "utf8").replace(/^version: .*$/m, `version: ${version}`) }];
  },
};

/** Hashes of both boards: of each family of methods, and of all parameter decompositions. */
async function benchInputs(bench: string): Promise<string> {
  const families = JSON.parse(await hashBoard(join(bench, "board"))) as Record<string, string>;
  const hashes = { ...families, ...(await hashParameterBoard(join(bench, "parameter-board"))) };
  return `${JSON.stringify(hashes, undefined, 2)}\n`;
}

/** The largest recorded run of a claim. */
function recorded(root: string, id: string): ClaimResult | undefined {
  for (const size of ["full", "ci"] satisfies Size[]) {
    const path = join(root, "packages/claims/results", id, `${size}.json`);
    if (existsSync(path)) return parseResult(readFileSync(path, "utf8"), path);
  }
  return undefined;
}
