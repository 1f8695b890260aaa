import { parseArgs } from "node:util";
import { conformancePart } from "./parts/conformance-part.ts";
import { packPart } from "./parts/pack-part.ts";
import { packagesPart } from "./parts/packages-part.ts";
import { commandPart, type Part } from "./parts/part.ts";
import { runParts } from "./parts/run-parts.ts";
import { sitePart } from "./parts/site-part.ts";
import { unitPart } from "./parts/unit-part.ts";

const parts: readonly Part[] = [
  commandPart("lint", "lint and format (biome)", "biome", ["check", "--error-on-warnings", "."]),
  commandPart("types", "types of packages and examples", "pnpm", ["--silent", "run", "typecheck"]),
  commandPart("site-types", "types of the site", "pnpm", ["--dir", "apps/docs", "run", "typecheck"]),
  commandPart("arrows", "imports between packages", "pnpm", ["--silent", "run", "arrows"]),
  commandPart("fresh", "generated files", "pnpm", ["--silent", "run", "gen", "--check"]),
  unitPart,
  conformancePart,
  commandPart("verify", "recorded results against today's code", "pnpm", ["--silent", "run", "verify"]),
  packagesPart,
  packPart,
  sitePart,
];

const { values } = parseArgs({ options: { only: { type: "string" } } });
const wanted = values.only?.split(",");
const unknown = wanted?.filter((id) => !parts.some((part) => part.id === id)) ?? [];
if (unknown.length > 0) {
  console.error(`no part called ${unknown.join(", ")}; the parts are ${parts.map(({ id }) => id).join(", ")}`);
  process.exitCode = 2;
} else {
  const chosen = parts.filter(({ id }) => !wanted || wanted.includes(id));
  const ok = await runParts(chosen, (line) => console.log(line));
  process.exitCode = ok ? 0 : 1;
}
