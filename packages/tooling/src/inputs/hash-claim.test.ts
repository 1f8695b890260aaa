import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { hashClaims } from "./hash-claims.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "exampledon-inputs-"));
  put("node_modules/zod/package.json", JSON.stringify({ name: "zod", version: "4.0.0" }));
  put(
    "node_modules/@exampledon/core/package.json",
    JSON.stringify({ sideEffects: false, exports: { ".": { "@exampledon/source": "./index.ts" } } }),
  );
  put("node_modules/@exampledon/core/index.ts", "export const used = 1;\nexport const unused = 2;\n");
  put("src/help.ts", "// helps\nexport function twice(x: number): number {\n  return 2 * x;\n}\n");
  put("src/wide/claim.ts", 'import { z } from "zod";\nexport const wide = z.number();\n');
  put(
    "src/deep/claim.ts",
    'import { used } from "@exampledon/core";\nimport { twice } from "../help.ts";\nexport const deep: number = twice(used);\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const hashes = async (at = root): Promise<Record<string, string>> => JSON.parse(await hashClaims(join(at, "src")));

it("hashes every claim folder, sorted, and is empty without one", async () => {
  const found = await hashes();
  expect(Object.keys(found)).toEqual(["deep", "wide"]);
  for (const hash of Object.values(found)) expect(hash).toMatch(/^[0-9a-f]{16}$/);
  expect(await hashClaims(join(root, "nowhere"))).toBe("{}\n");
});

it("does not depend on where the repository lies, on comments, types, layout or unused exports", async () => {
  const before = await hashes();
  const other = `${root}-elsewhere`;
  cpSync(root, other, { recursive: true });
  expect(await hashes(other)).toEqual(before);
  rmSync(other, { recursive: true });
  put("src/help.ts", "/** Doubles. */\nexport const unused = 5;\nexport function twice(x: any) { return 2 * x }\n");
  put("node_modules/@exampledon/core/index.ts", "export const used = 1;\nexport const unused = 3;\n");
  expect(await hashes()).toEqual(before);
});

it("changes with reachable code, of other packages too, and only for the claims that reach it", async () => {
  const before = await hashes();
  put("src/help.ts", "export function twice(x: number): number {\n  return 3 * x;\n}\n");
  const helped = await hashes();
  expect(helped.deep).not.toBe(before.deep);
  expect(helped.wide).toBe(before.wide);
  put("node_modules/@exampledon/core/index.ts", "export const used = 7;\n");
  expect((await hashes()).deep).not.toBe(helped.deep);
});

it("changes with the version of a third-party package and with the runner", async () => {
  const before = await hashes();
  put("node_modules/zod/package.json", JSON.stringify({ name: "zod", version: "4.0.1" }));
  const upgraded = await hashes();
  expect(upgraded.wide).not.toBe(before.wide);
  expect(upgraded.deep).toBe(before.deep);
  put("src/run-claim.ts", "export const runClaim = () => 1;\n");
  const ran = await hashes();
  expect(ran.wide).not.toBe(upgraded.wide);
  expect(ran.deep).not.toBe(upgraded.deep);
});
