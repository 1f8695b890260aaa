import { check, failIf } from "../check.mjs";
import {
  axe,
  beyond,
  button,
  claim,
  claimPath,
  liveNumbers,
  long,
  phase,
  quick,
  runToEnd,
  said,
  stepOf,
  tiny,
  visit,
} from "../site-driver.mjs";

/** Runs of a claim: start, pause, stop, reset, repeat. */
export async function runChecks() {
  await check("run, pause, step, continue, done", () =>
    visit(`${claimPath}?${tiny}&steps=4000`, async (page) => {
      await button(page, "Run").click();
      await beyond(page, 0);
      await button(page, "Pause").click();
      await page.waitForTimeout(500);
      const paused = await stepOf(page);
      await page.waitForTimeout(700);
      failIf((await stepOf(page)) !== paused, "the step changes while paused");
      await button(page, "Step").click();
      await beyond(page, paused);
      failIf((await said(page)) !== "Paused." && !(await said(page)).includes("%"), "the pause is not announced");
      await button(page, "Continue").click();
      await phase(page, "done");
      failIf(!(await said(page)).startsWith("The run is done. Verdict:"), "the verdict is not announced");
      failIf((await claim(page).locator(".xd-agreement").count()) !== 1, "no word on agreement with the record");
      await page.getByRole("tab", { name: "Log" }).click();
      failIf((await claim(page).locator(".xd-log").textContent()).length < 20, "the log is empty");
    }),
  );

  await check("stop, then run again", () =>
    visit(long, async (page) => {
      await button(page, "Run").click();
      await beyond(page, 0);
      await button(page, "Stop").click();
      await phase(page, "stopped");
      const stopped = await stepOf(page);
      await page.waitForTimeout(700);
      failIf((await stepOf(page)) !== stopped, "the step changes after a stop");
      await button(page, "Run again").click();
      await beyond(page, 0);
      await button(page, "Stop").click();
      await phase(page, "stopped");
    }),
  );

  await check("a worker that does not answer is ended soon after a stop", () =>
    visit(`${claimPath}?animals=3000&attributes=400&latents=4000&batch=8192&samples=100`, async (page) => {
      await button(page, "Run").click();
      await page.waitForTimeout(2500);
      failIf(page.workers().length !== 1, "there is no worker");
      failIf((await stepOf(page)) > 0, "the step was too short for this check");
      await button(page, "Stop").click();
      await phase(page, "stopped");
      for (const end = Date.now() + 5000; page.workers().length > 0; await page.waitForTimeout(50)) {
        failIf(Date.now() > end, "the worker is still there");
      }
    }),
  );

  await check("reset gives up the run, the parameters and the link", () =>
    visit(long, async (page) => {
      await button(page, "Run").click();
      await beyond(page, 0);
      await button(page, "Reset").click();
      await phase(page, "ready");
      failIf((await page.getByLabel("animals", { exact: true }).inputValue()) === "6", "parameters are not reset");
      await page.waitForFunction(() => location.search === "");
    }),
  );

  await check("a permalink gives the same numbers, another seed others", async () => {
    const runs = [];
    let link = "";
    await visit(quick, async (page) => {
      await page.getByLabel("seed", { exact: true }).fill("7");
      await page.waitForFunction(() => location.search.includes("seed=7"));
      await runToEnd(page);
      runs.push(await liveNumbers(page));
      link = await page.evaluate(() => location.pathname + location.search);
      await button(page, "New seed").click();
      await page.waitForFunction(() => !location.search.includes("seed=7&") && !location.search.endsWith("seed=7"));
      await button(page, "Run again").click();
      await page.waitForSelector('section.xd-claim[data-phase="running"]').catch(() => {});
      await phase(page, "done");
      runs.push(await liveNumbers(page));
    });
    await visit(link, async (page) => {
      await runToEnd(page);
      runs.push(await liveNumbers(page));
    });
    const [first, other, again] = runs.map((numbers) => numbers.join("|"));
    failIf(!/\d/.test(first), "there are no numbers");
    failIf(first !== again, "the link gives other numbers");
    failIf(first === other, "another seed gives the same numbers");
  });

  await check("a recorded run goes on in the page", () =>
    visit("/scale", async (page) => {
      await phase(page, "ready");
      await button(page, "Run").click();
      await beyond(page, 0);
      await button(page, "Pause").click();
      const text = await claim(page).textContent();
      const [, from, at, found] = /Recorded to step (\d+), live from there. At step (\d+): (\d+) of/.exec(text) ?? [];
      failIf(!(Number(at) > Number(from) && Number(found) > 0), `the figure says ${text.slice(0, 300)}`);
      failIf(Number(at) !== Number(from) + (await stepOf(page)), "the figure is not that of the step");
      await page.getByRole("tab", { name: "Code" }).click();
      failIf(!(await claim(page).textContent()).includes("exampledon scale 200+25"), "the command is another one");
      await axe(page);
    }),
  );
}
