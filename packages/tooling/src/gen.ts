import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { generators } from "./generate/generators.ts";
import { repositoryRoot } from "./repository-root.ts";

const { values } = parseArgs({ options: { check: { type: "boolean" }, only: { type: "string" } } });
for (const [name, generate] of Object.entries(generators)) {
  if (values.only && values.only !== name) continue;
  for (const { path, text } of await generate(repositoryRoot)) {
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
    const file = relative(repositoryRoot, path);
    if (values.check) {
      console.error(`${file} is stale; run \`pnpm gen:${name}\` and commit it`);
      process.exitCode = 1;
    } else {
      writeFileSync(path, text);
      console.log(`wrote ${file}`);
    }
  }
}
