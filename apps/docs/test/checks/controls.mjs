import { readFileSync } from "node:fs";
import { check, failIf } from "../check.mjs";
import { beyond, button, claim, claimPath, long, onFigure, phase, site, visit } from "../site-driver.mjs";

/** Parameters, links, keyboard and downloads. */
export async function controlChecks() {
  await check("a link out of range is clamped and says so", () =>
    visit(`${claimPath}?animals=999999&seed=5`, async (page) => {
      const note = await claim(page).locator(".xd-notes li").textContent();
      failIf(!note.includes("animals must be"), `the note reads ${note}`);
      failIf((await page.getByLabel("seed", { exact: true }).inputValue()) !== "5", "the seed is not taken");
    }),
  );

  await check("the link that is copied holds what was changed", () =>
    visit(claimPath, async (page, context) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.getByLabel("animals, exact value").fill("77");
      await button(page, "Copy link").click();
      await page.getByText("Copied").waitFor();
      const link = await page.evaluate(() => navigator.clipboard.readText());
      failIf(link !== `${site.origin}${claimPath}?animals=77`, `the link is ${link}`);
    }),
  );

  await check("try to break it: a link sets the parameters", () =>
    visit(claimPath, async (page) => {
      await claim(page).locator(".xd-variations a").first().click();
      await page.waitForFunction(() => location.search.length > 1);
    }),
  );

  await check("keyboard alone: tabs, run, pause by Space on the figure", () =>
    visit(long, async (page) => {
      await page.locator('[role="tab"][aria-selected="true"]').focus();
      await page.keyboard.press("ArrowRight");
      failIf(
        !(await claim(page).locator(".xd-panel > .xd-scroll table").first().isVisible()),
        "the arrow does not change the tab",
      );
      await page.keyboard.press("Home");
      await button(page, "Run").focus();
      await page.keyboard.press("Enter");
      await beyond(page, 0);
      for (let presses = 0; !(await onFigure(page)); presses++) {
        failIf(presses > 8, "the figure is not reached by Tab");
        await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Space");
      await phase(page, "paused");
      await page.keyboard.press("Space");
      await phase(page, "running");
    }),
  );

  await check("downloads: CSV, JSON and SVG", () =>
    visit(claimPath, async (page) => {
      for (const [name, sign] of [
        ["Numbers (CSV)", "value,label"],
        ["Result (JSON)", '"schema": 1'],
        ["Figure (CSV)", ","],
        ["Figure (SVG)", "<svg xmlns"],
      ]) {
        const [download] = await Promise.all([page.waitForEvent("download"), button(page, name).click()]);
        const text = readFileSync(await download.path(), "utf8");
        failIf(!text.includes(sign), `${name} does not hold ${sign}`);
        failIf(name.includes("SVG") && text.includes("var(--"), "the SVG has unresolved colours");
      }
    }),
  );
}
