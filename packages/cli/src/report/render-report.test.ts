import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { passing, refuted } from "../../test/fake-claims.ts";
import { resultsOf } from "../../test/results-of.ts";
import { formatMeasured } from "../format.ts";
import { reproduceReport } from "../reproduce/reproduce-report.ts";
import { renderReport } from "./render-report.ts";

async function render(title = passing.title): Promise<string> {
  const claims = [{ ...passing, title }, refuted];
  const results = await resultsOf(fakeCatalog("", claims), "ci");
  return renderReport(claims, reproduceReport("ci", { results, failures: [], unfinished: [] }), {});
}

it("shows figures, numbers, verdicts and how they came about", async () => {
  const html = await render();
  const results = await resultsOf(fakeCatalog("", [passing]), "ci");
  expect(html.match(/<svg/g)).toHaveLength(2);
  expect(html).toContain(formatMeasured(results[0]!.values.level!));
  expect(html).toMatch(/verdict holds">holds</);
  expect(html).toMatch(/verdict fails">fails</);
  expect(html).toContain("hash of passing");
  expect(html).toContain("prefers-color-scheme: dark");
});

it("loads nothing: no script, no link, no address but those of links to click on", async () => {
  const html = await render();
  expect(html).not.toMatch(/<(script|link|iframe|object|embed)\b/);
  expect(html).not.toMatch(/@import|url\((?!["']?(data:|#))/);
  const withoutLinks = html.replace(/<a href="[^"]*"/g, "");
  expect(withoutLinks).not.toMatch(/https?:\/\/(?!www\.w3\.org\/)/);
});

it("does not let text become markup", async () =>
  expect(await render("<img src=x onerror=alert(1)>")).not.toContain("<img src=x"));
