// Clicks through the built site in Chromium: node test/browser.mjs, after the build.
import { summary } from "./check.mjs";
import { accessChecks } from "./checks/access.mjs";
import { backendChecks } from "./checks/backends.mjs";
import { controlChecks } from "./checks/controls.mjs";
import { pageChecks } from "./checks/pages.mjs";
import { runChecks } from "./checks/runs.mjs";
import { browser, site } from "./site-driver.mjs";

await pageChecks();
await runChecks();
await backendChecks();
await controlChecks();
await accessChecks();
await browser.close();
site.close();
summary();
