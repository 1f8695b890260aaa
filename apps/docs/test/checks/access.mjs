import { check, failIf } from "../check.mjs";
import { axe, beyond, button, claimPath, long, quick, runToEnd, stepOf, visit } from "../site-driver.mjs";

/** What readers with other devices and needs get. */
export async function accessChecks() {
  await check("less motion: at most two redraws a second", () =>
    visit(
      long,
      async (page) => {
        await button(page, "Run").click();
        await beyond(page, 0);
        const seen = new Set();
        for (const end = Date.now() + 3000; Date.now() < end; ) {
          seen.add(await stepOf(page));
          await page.waitForTimeout(20);
        }
        failIf(seen.size > 8, `${seen.size - 1} redraws in three seconds`);
      },
      { reducedMotion: "reduce" },
    ),
  );

  await check("the live region and progress are labelled", () =>
    visit(long, async (page) => {
      await button(page, "Run").click();
      await beyond(page, 0);
      failIf((await page.getByRole("progressbar", { name: "Progress of the run" }).count()) !== 1, "no progress bar");
      failIf((await page.locator('[role="status"]').count()) < 1, "no live region");
    }),
  );

  for (const colorScheme of ["light", "dark"]) {
    for (const path of ["/", claimPath, "/scale", "/speed", "/concepts/three-coefficients", "/guides/write-a-method"]) {
      await check(`axe finds nothing serious: ${path}, ${colorScheme}`, () =>
        visit(
          path,
          async (page) => {
            failIf((await page.evaluate(() => document.documentElement.dataset.theme)) !== colorScheme, "wrong theme");
            await axe(page);
          },
          { colorScheme },
        ),
      );
    }
    await check(`axe finds nothing serious in the other tabs and after a run, ${colorScheme}`, () =>
      visit(
        quick,
        async (page) => {
          await runToEnd(page);
          for (const name of ["Numbers", "Code", "Log"]) {
            await page.getByRole("tab", { name }).click();
            await axe(page);
          }
        },
        { colorScheme },
      ),
    );
  }

  await check("390 px wide: nothing scrolls sideways, axe finds nothing serious", async () => {
    for (const path of ["/", claimPath, "/scale", "/speed", "/concepts/three-coefficients", "/guides/write-a-method"]) {
      const narrow = { viewport: { width: 390, height: 800 } };
      await visit(
        path,
        async (page) => {
          for (const name of path === claimPath ? ["Numbers", "Code", "Log", "Figure"] : [""]) {
            if (name) await page.getByRole("tab", { name }).click();
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            failIf(wide > 390, `${path} ${name} is ${wide} px wide`);
            await axe(page);
          }
        },
        narrow,
      );
    }
  });

  await check("search finds a page", () =>
    visit("/", async (page) => {
      await page.getByPlaceholder("Search").fill("coefficients");
      await page.getByText("The three coefficients").nth(1).waitFor({ timeout: 10_000 });
    }),
  );
}
