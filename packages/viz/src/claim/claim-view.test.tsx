import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { fakeClaim, fakeResult, fakeRun } from "../../test/fake-claim.ts";
import { ClaimView } from "./claim-view.tsx";
import { generatorRunner } from "./generator-runner.ts";

const createRunner = () => generatorRunner(async () => ({ info: { backend: "fake" }, steps: fakeRun(3) }));

function html(results = [fakeResult()]): string {
  const view = (
    <ClaimView
      claim={fakeClaim}
      results={results}
      source={{ path: "claim.ts", text: "const half = <T>() => 1;" }}
      createRunner={createRunner}
    />
  );
  return renderToString(view).replaceAll("<!-- -->", "");
}

describe("ClaimView without scripts", () => {
  it("holds statement, source, verdict, figure, numbers, code and provenance", () => {
    const page = html();
    for (const text of [
      "Halving halves.",
      'href="https://example.org/post"',
      'data-verdict="holds"',
      "Recorded figure, size full.",
      'role="img"',
      "0.500 ± 0.010",
      "≥ 0.4",
      "✓ passed",
      "const half = &lt;T&gt;() =&gt; 1;",
      "exampledon reproduce fake",
      "size full · seeds 1–3 · backend cpu · version 1.2.3",
      'href="?animals=200"',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).toContain('data-phase="static"');
  });

  it("has a control for every parameter, all disabled", () => {
    const page = html();
    for (const label of ["animals", "learning rate", "wide", "method", "seed", "size"]) {
      expect(page).toMatch(new RegExp(`<label for="[^"]+">${label}</label>`));
    }
    const fieldsets = page.match(/<fieldset[^>]*>/g) ?? [];
    expect(fieldsets.filter((tag) => tag.includes("disabled"))).toHaveLength(2);
  });

  it("stands without a record", () => {
    const page = html([]);
    expect(page).toContain("not recorded");
    expect(page).toContain("No figure has been recorded");
  });
});
