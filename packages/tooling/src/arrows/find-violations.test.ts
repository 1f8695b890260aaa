import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findViolations } from "./find-violations.ts";
import { arrows } from "./table.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "exampledon-arrows-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function putPackage(path: string, more: Record<string, unknown> = {}): void {
  const name = `@exampledon/${path.split("/")[1]}`;
  put(`${path}/package.json`, JSON.stringify({ name, exports: { ".": {}, "./package.json": "" }, ...more }));
}

const dependsOn = (...names: string[]): Record<string, unknown> => ({
  dependencies: Object.fromEntries(names.map((name) => [name, "workspace:^"])),
});

const check = (): string[] => findViolations(root, arrows);

it("accepts what the table allows, tests' devDependencies and text shown by the site", () => {
  putPackage("packages/core", { dependencies: { zod: "4" } });
  put("packages/core/src/index.ts", 'import { z } from "zod";\nexport { a } from "./a.ts";\n');
  put("packages/core/src/a.ts", 'export const a = /@import "(.+?)";/;\nexport const b = `import "b"`;\n');
  putPackage("packages/geometry", dependsOn("@exampledon/core"));
  put("packages/geometry/src/index.ts", 'export type { A } from "@exampledon/core";\n');
  put("packages/geometry/src/a.test.ts", 'import { it } from "vitest";\nimport fs from "node:fs";\n');
  putPackage("packages/claims", dependsOn("@exampledon/geometry"));
  put("packages/claims/src/index.ts", 'import "@exampledon/geometry";\n');
  putPackage("apps/docs", { private: true, ...dependsOn("@exampledon/claims") });
  put("apps/docs/src/page.tsx", 'import a from "../../../docs/examples/a.ts";\nimport Link from "@docusaurus/Link";\n');
  put("packages/core/test/b.test.tsx", 'import fc from "fast-check";\nimport "@exampledon/core";\n');
  expect(check()).toEqual([]);
});

it("refuses a forbidden import, also of types and at run time", () => {
  putPackage("packages/claims");
  putPackage("packages/sae", dependsOn("@exampledon/claims"));
  put("packages/sae/src/a.ts", '// a comment: import "@exampledon/metrics"\nimport "@exampledon/claims";\n');
  put("packages/sae/src/b.ts", 'import type { Claim } from "@exampledon/claims";\n');
  put("packages/sae/src/c.ts", 'export const claims = () => import("@exampledon/claims");\n');
  put("packages/sae/src/d.ts", 'export type * from "@exampledon/claims";\n');
  put("packages/sae/src/e.ts", 'export type E = import("@exampledon/claims").Claim;\n');
  const refused = "sae may not import claims; allowed: core, compute, decomposer";
  expect(check()).toEqual([
    `packages/sae/src/a.ts:2: ${refused}`,
    `packages/sae/src/b.ts:1: ${refused}`,
    `packages/sae/src/c.ts:1: ${refused}`,
    `packages/sae/src/d.ts:1: ${refused}`,
    `packages/sae/src/e.ts:1: ${refused}`,
  ]);
});

it("refuses what package.json does not declare, and tests' tools in the source", () => {
  putPackage("packages/core", { devDependencies: { zod: "4" } });
  put("packages/core/src/a.ts", 'import "zod";\nimport "vitest";\nimport "@exampledon/core";\n');
  put("packages/core/src/a.test.ts", 'import "zod";\nimport "ml-matrix";\n');
  expect(check()).toEqual([
    "packages/core/src/a.test.ts:2: ml-matrix is not in devDependencies",
    "packages/core/src/a.ts:1: zod is not in dependencies",
    "packages/core/src/a.ts:2: vitest is not in dependencies",
    "packages/core/src/a.ts:3: @exampledon/core is this package itself; use a relative path",
  ]);
});

it("refuses deep imports, paths that leave the package, and Node in browser packages", () => {
  putPackage("packages/core");
  putPackage("packages/geometry", dependsOn("@exampledon/core"));
  put(
    "packages/geometry/src/a.ts",
    'import "@exampledon/core/src/rng.ts";\nimport "../../core/src/rng.ts";\nimport "node:fs";\n',
  );
  expect(check()).toEqual([
    "packages/geometry/src/a.ts:1: @exampledon/core/src/rng.ts is not exported; import from @exampledon/core",
    "packages/geometry/src/a.ts:2: ../../core/src/rng.ts leaves the package; import from its root instead",
    "packages/geometry/src/a.ts:3: node:fs does not exist in browsers",
  ]);
});

it("refuses cycles of files and of packages", () => {
  putPackage("packages/core", { devDependencies: { "@exampledon/geometry": "workspace:^" } });
  putPackage("packages/geometry", dependsOn("@exampledon/core"));
  put("packages/core/src/a.ts", 'import "./b.ts";\n');
  put("packages/core/src/b.ts", 'import "./c.ts";\n');
  put("packages/core/src/c.ts", 'import type { A } from "./a.ts";\n');
  expect(check()).toEqual([
    "import cycle: packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/c.ts",
    "dependency cycle: @exampledon/core → @exampledon/geometry",
  ]);
});

it("refuses long files and packages without a row", () => {
  putPackage("packages/core");
  put("packages/core/src/a.ts", "export {};\n".repeat(401));
  put("packages/core/src/b.ts", "export {};\n".repeat(400));
  put("packages/core/src/c.gen.ts", "export {};\n".repeat(401));
  putPackage("packages/quantum");
  expect(check()).toEqual([
    "packages/core/src/a.ts: 401 lines, at most 400; split it",
    "packages/quantum: no row in the table of arrows; add one",
  ]);
});
