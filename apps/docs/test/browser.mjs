// Clicks through the built site in Chromium: node test/browser.mjs, after the build.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { check, failIf, summary } from "./check.mjs";
import { serve } from "./serve.mjs";

const app = join(dirname(fileURLToPath(import.meta.url)), "..");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const flags =
  "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const claimPath = "/claims/sae-finds-one-ontology";
const tiny = "animals=6&attributes=3&latents=8&samples=200&batch=16";
const quick = `${claimPath}?${tiny}&steps=100`;
const long = `${claimPath}?${tiny}&steps=50000`;

if (!existsSync(join(app, "build/index.html"))) throw new Error("build the site first: pnpm run build");
const site = await serve(join(app, "build"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: flags.split(" "),
});

/**
 * Opens a page, hands it to `use`, and fails on any request to another host and, unless tolerant, on anything in the
 * console: libraries warn there.
 */
async function visit(path, use, { inBrowser = browser, tolerant = false, ...options } = {}) {
  const context = await inBrowser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (!tolerant && ["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.origin) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
  });
  try {
    await page.goto(site.origin + path);
    if (options.javaScriptEnabled !== false && path.startsWith("/claims/")) await phase(page, "ready");
    await use(page, context);
    failIf(complaints.length > 0, complaints.join("\n"));
  } finally {
    await context.close();
  }
}

const claim = (page) => page.locator("section.xd-claim");
const button = (page, name) => claim(page).getByRole("button", { name, exact: true });
const phase = (page, name) => page.waitForSelector(`section.xd-claim[data-phase="${name}"]`, { timeout: 60_000 });
const said = (page) => page.getByTestId("said").textContent();
const stepOf = async (page) => Number(/step (\d+)/.exec(await page.getByTestId("step").textContent())?.[1]);

const onFigure = (page) => page.evaluate(() => document.activeElement?.classList.contains("xd-figure-area"));

const liveVerdict = (page) => claim(page).locator(".xd-verdicts .xd-verdict").nth(1).getAttribute("data-verdict");

/** Waits until the run has got beyond a step. */
async function beyond(page, step) {
  for (let tries = 0; tries < 300; tries++) {
    const now = await stepOf(page);
    if (now > step) return now;
    await page.waitForTimeout(100);
  }
  throw new Error(`the run did not get beyond step ${step}`);
}

/** The column "This run" of the values. */
async function liveNumbers(page) {
  await page.getByRole("tab", { name: "Numbers" }).click();
  const rows = claim(page).locator('[role="tabpanel"][data-selected="true"] table').nth(1).locator("tbody tr");
  return rows.evaluateAll((all) => all.map((row) => row.cells[3].textContent));
}

async function runToEnd(page) {
  await button(page, "Run").click();
  await phase(page, "done");
}

async function axe(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const lines = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  failIf(lines.length > 0, lines.join("\n"));
}

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

const graphics = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    ...flags.split(" "),
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
  ],
});
const onBackends = `${claimPath}?${tiny}&steps=30`;
let onCpu;
await check("the CPU is the page's own backend", () =>
  visit(onBackends, async (page) => {
    failIf((await page.getByLabel("backend", { exact: true }).inputValue()) !== "cpu", "another one is chosen");
    await runToEnd(page);
    onCpu = { numbers: await liveNumbers(page), verdict: await liveVerdict(page) };
  }),
);
for (const backend of [
  "cpu-relaxed",
  "cpu-scalar",
  "tfjs-wasm",
  "tfjs-webgl",
  "tfjs-webgpu",
  "gpujs-webgl2",
  "gpujs-cpu",
]) {
  await check(`backend ${backend}: chosen, run, and of the CPU's verdict`, () =>
    visit(
      onBackends,
      async (page) => {
        await page.getByLabel("backend", { exact: true }).selectOption(backend);
        await page.waitForFunction((id) => location.search.includes(`backend=${id}`), backend);
        await runToEnd(page);
        const text = await claim(page).locator(".xd-provenance").textContent();
        failIf(!text.includes(`backend ${backend}`), `the page says: ${text}`);
        failIf((await liveVerdict(page)) !== onCpu.verdict, `the verdict is ${await liveVerdict(page)}`);
        const numbers = await liveNumbers(page);
        const apart = numbers.findIndex((value, i) => {
          const [got, wanted] = [Number.parseFloat(value), Number.parseFloat(onCpu.numbers[i])];
          return Math.abs(got - wanted) > 0.01 * Math.abs(wanted) + 0.005;
        });
        failIf(apart >= 0, `number ${apart} is ${numbers[apart]}, on the CPU ${onCpu.numbers[apart]}`);
      },
      { inBrowser: graphics, tolerant: true },
    ),
  );
}
await graphics.close();

await check("a backend that is not there says so, and the run goes on on the CPU", () =>
  visit(
    `${onBackends}&backend=tfjs-webgpu`,
    async (page) => {
      await button(page, "Run").click();
      await phase(page, "failed");
      const alert = await claim(page).getByRole("alert").textContent();
      failIf(!alert.includes("webgpu"), `the page says: ${alert}`);
      await claim(page)
        .getByRole("button", { name: /^Continue on CPU/ })
        .click();
      await phase(page, "done");
      failIf((await liveVerdict(page)) !== onCpu.verdict, `the verdict is ${await liveVerdict(page)}`);
    },
    { tolerant: true },
  ),
);

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
  for (const path of ["/", claimPath, "/concepts/three-coefficients", "/guides/write-a-method"]) {
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
  for (const path of ["/", claimPath, "/concepts/three-coefficients", "/guides/write-a-method"]) {
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

await browser.close();
site.close();
summary();
