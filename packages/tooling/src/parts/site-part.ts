import { chromiumCure, findChromium } from "../find-chromium.ts";
import { runCommand } from "../run-command.ts";
import { countFromOutput } from "./count-line.ts";
import { countOne, type Part } from "./part.ts";

/** Builds the site with warnings as errors, then clicks through it in a real browser. */
export const sitePart: Part = {
  id: "site",
  title: "site: build, then click through it in Chromium",
  run: async () => {
    const chromium = await findChromium();
    if (!chromium) return countOne([chromiumCure]);
    const build = await runCommand("pnpm", ["--dir", "apps/docs", "run", "build"]);
    if (!build.ok) return countOne(["the site does not build"]);
    const { ok, output } = await runCommand("pnpm", ["--dir", "apps/docs", "run", "test:browser"], {
      env: { CHROMIUM: chromium },
    });
    const clicked = countFromOutput(output, ok);
    return { ...clicked, passed: clicked.passed + 1 };
  },
};
