import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";

/** How far a printed number may be from the recorded one: other processors round sums in another order. */
const tolerance = 0.02;
const number = /-?\d+(\.\d+)?/g;

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length));

it("has examples", () => expect(names).toContain("quick-start"));

it.each(names)("%s prints what its .out file says", async (name) => {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...parts) => void lines.push(parts.join(" ")));
  await import(`./${name}.ts`);
  log.mockRestore();
  const printed = lines.join("\n");
  const expected = readFileSync(join(import.meta.dirname, `${name}.out`), "utf8").trim();
  expect(printed.replace(number, "#")).toBe(expected.replace(number, "#"));
  const [found, wanted] = [printed, expected].map((text) => (text.match(number) ?? []).map(Number));
  for (const [i, value] of wanted!.entries()) expect(Math.abs(found![i]! - value)).toBeLessThanOrEqual(tolerance);
});
