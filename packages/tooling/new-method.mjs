// `pnpm new:method my-method --family sae`: writes a method that trains, its test, its page and its changeset.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { changeset, method, page, test } from "./method-templates.mjs";

/** The package of each family. */
const families = { sae: "sae" };

function quit(problem) {
  console.error(`new:method: ${problem}`);
  process.exit(1);
}

function readRequest() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      family: { type: "string", default: "sae" },
      root: { type: "string", default: join(import.meta.dirname, "../..") },
    },
  });
  const [id] = positionals;
  if (positionals.length !== 1 || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    quit(`give one name in kebab-case, got "${positionals.join(" ")}"; e.g. \`pnpm new:method gated --family sae\``);
  }
  if (!Object.hasOwn(families, values.family)) {
    quit(`families are ${Object.keys(families).join(", ")}, got "${values.family}"`);
  }
  const words = id.split("-");
  const capital = (word) => word[0].toUpperCase() + word.slice(1);
  return {
    root: values.root,
    family: values.family,
    folder: families[values.family],
    id,
    title: [capital(words[0]), ...words.slice(1)].join(" "),
    name: [words[0], ...words.slice(1).map(capital)].join(""),
  };
}

/** Adds a line to those that name a file of the package, in the order of the files. */
function withLine(text, id, line) {
  const lines = text.trimEnd().split("\n");
  const paths = lines.map((other) => /from "\.\/(.*)\.ts"/.exec(other)?.[1]);
  let at = paths.findIndex((path) => path !== undefined && path > id);
  if (at < 0) at = paths.findLastIndex((path) => path !== undefined) + 1;
  // A statement over several lines names its file in the last.
  else while (!/^(ex|im)port\b/.test(lines[at])) at--;
  lines.splice(at, 0, line);
  return `${lines.join("\n")}\n`;
}

/** Puts the method among the exports of its package. */
function withExport(index, { id, name }) {
  return withLine(index, id, `export { ${name} } from "./${id}.ts";`);
}

/** Puts the method into the family's list, which the command line and the site choose from. */
function withMethod(list, { id, name }) {
  const imported = withLine(list, id, `import { ${name} } from "./${id}.ts";`);
  return imported.replace(/(,\n)?\];\s*$/, (_, lines) => (lines ? `,\n  ${name},\n];\n` : `, ${name}];\n`));
}

const request = readRequest();
const { root, folder, family, id } = request;
const source = join(root, "packages", folder, "src");
const files = {
  [join(source, `${id}.ts`)]: method(request),
  [join(source, `${id}.test.ts`)]: test(request),
  [join(root, "docs/methods", `${family}-${id}.mdx`)]: page(request),
  [join(root, ".changeset", `${family}-${id}.md`)]: changeset(request),
};
for (const path of Object.keys(files)) {
  if (existsSync(path)) quit(`${relative(root, path)} exists already; choose another name`);
}
const index = join(source, "index.ts");
files[index] = withExport(readFileSync(index, "utf8"), request);
const list = join(source, `${family}-methods.ts`);
files[list] = withMethod(readFileSync(list, "utf8"), request);
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(root, path)}`);
}
console.log(`Next: fill in packages/${folder}/src/${id}.ts, then \`pnpm unit packages/${folder}/src/${id}.test.ts\`.`);
