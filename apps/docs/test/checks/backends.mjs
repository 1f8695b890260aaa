import { chromium } from "playwright-core";
import { check, failIf } from "../check.mjs";
import {
  button,
  claim,
  claimPath,
  flags,
  liveNumbers,
  liveVerdict,
  phase,
  runToEnd,
  tiny,
  visit,
} from "../site-driver.mjs";

/** The backends that a reader can choose. */
export async function backendChecks() {
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
}
