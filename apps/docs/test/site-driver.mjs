// A browser on the built site, and what its checks do on a page.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { failIf } from "./check.mjs";
import { serve } from "./serve.mjs";

export const app = join(dirname(fileURLToPath(import.meta.url)), "..");
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const flags =
  "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
export const claimPath = "/claims/sae-finds-one-ontology";
export const tiny = "animals=6&attributes=3&latents=8&samples=200&batch=16";
export const quick = `${claimPath}?${tiny}&steps=100`;
export const long = `${claimPath}?${tiny}&steps=50000`;

if (!existsSync(join(app, "build/index.html"))) throw new Error("build the site first: pnpm run build");
export const site = await serve(join(app, "build"));
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: flags.split(" "),
});

/**
 * Opens a page, hands it to `use`, and fails on any request to another host and, unless tolerant, on anything in the
 * console: libraries warn there.
 */
export async function visit(path, use, { inBrowser = browser, tolerant = false, ...options } = {}) {
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

export const claim = (page) => page.locator("section.xd-claim");
export const button = (page, name) => claim(page).getByRole("button", { name, exact: true });
export const phase = (page, name) =>
  page.waitForSelector(`section.xd-claim[data-phase="${name}"]`, { timeout: 60_000 });
export const said = (page) => page.getByTestId("said").textContent();
export const stepOf = async (page) => Number(/step (\d+)/.exec(await page.getByTestId("step").textContent())?.[1]);

export const onFigure = (page) => page.evaluate(() => document.activeElement?.classList.contains("xd-figure-area"));

export const liveVerdict = (page) =>
  claim(page).locator(".xd-verdicts .xd-verdict").nth(1).getAttribute("data-verdict");

/** Waits until the run has got beyond a step. */
export async function beyond(page, step) {
  for (let tries = 0; tries < 300; tries++) {
    const now = await stepOf(page);
    if (now > step) return now;
    await page.waitForTimeout(100);
  }
  throw new Error(`the run did not get beyond step ${step}`);
}

/** The column "This run" of the values. */
export async function liveNumbers(page) {
  await page.getByRole("tab", { name: "Numbers" }).click();
  const rows = claim(page).locator('[role="tabpanel"][data-selected="true"] table').nth(1).locator("tbody tr");
  return rows.evaluateAll((all) => all.map((row) => row.cells[3].textContent));
}

export async function runToEnd(page) {
  await button(page, "Run").click();
  await phase(page, "done");
}

export async function axe(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const lines = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  failIf(lines.length > 0, lines.join("\n"));
}
