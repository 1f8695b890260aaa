import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as sae from "./index.ts";

it("lists every method that the package exports", () => {
  const exported = Object.values(sae).filter((value) => typeof value === "object" && "fit" in value);
  expect(new Set(sae.saeMethods)).toEqual(new Set(exported));
});

it("describes every method in the readme", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  for (const { id } of sae.saeMethods) expect(readme).toContain(`| \`${id}\` |`);
});
