import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, failIf } from "../check.mjs";
import { app, axe, button, claim, claimPath, visit } from "../site-driver.mjs";

/** Every page as it is served. */
export async function pageChecks() {
  await check("home: the table of claims, each with a verdict", () =>
    visit("/", async (page) => {
      const rows = page.locator("table tbody tr");
      failIf((await rows.count()) < 1, "no claims listed");
      failIf((await page.locator('[data-verdict="none"]').count()) > 0, "a claim has no recorded verdict");
      await page.getByRole("link", { name: "Sparse autoencoders find one ontology" }).first().click();
      await page.waitForURL(`**${claimPath}`);
    }),
  );

  for (const { id, page: hasPage } of JSON.parse(readFileSync(join(app, "src/data/summaries.json"), "utf8"))) {
    await check(`${id}: has a page that runs`, () =>
      visit(`/claims/${id}`, async (page) => {
        failIf(!hasPage, "there is no page");
        await button(page, "Step").click();
        await page.waitForSelector('section.xd-claim:is([data-phase="paused"], [data-phase="done"])');
        await page.waitForFunction(() =>
          /step|done/.test(document.querySelector('[data-testid="step"]')?.textContent ?? ""),
        );
        await axe(page);
      }),
    );
  }

  await check("without scripts: figure, numbers, verdict and code are there", () =>
    visit(
      claimPath,
      async (page) => {
        for (const what of [
          "svg.xd-plot[role=img]",
          ".xd-verdict:not([data-verdict=none])",
          ".xd-panel > .xd-scroll table",
          "pre code",
        ]) {
          failIf(!(await claim(page).locator(what).first().isVisible()), `${what} is not visible`);
        }
        const text = await claim(page).textContent();
        for (const part of ["±", "Recorded: size", "exampledon reproduce sae-finds-one-ontology", "npm start"]) {
          failIf(!text.includes(part), `the page lacks "${part}"`);
        }
        failIf(await button(page, "Run").isVisible(), "a button is offered that cannot work");
      },
      { javaScriptEnabled: false },
    ),
  );

  await check("the code shown is the file that runs", () =>
    visit(claimPath, async (page) => {
      const file = readFileSync(join(app, "../../packages", "claims/src/sae-finds-one-ontology/claim.ts"), "utf8");
      failIf((await claim(page).locator(".xd-code code").last().textContent()) !== file, "the code is another");
    }),
  );
}
