import { existsSync } from "node:fs";
import { runCommand } from "../run-command.ts";
import { countFromOutput } from "./count-line.ts";
import { countOne, type Part } from "./part.ts";

const packageManagerPath = "/usr/bin/apt-get";
const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
const cure = "set CHROMIUM to the path of a Chromium or Chrome";

/** Builds the site with warnings as errors, then clicks through it in a real browser. */
export const sitePart: Part = {
  id: "site",
  title: "site: build, then click through it in Chromium",
  run: async () => {
    const chromium = await findChromium();
    if (!chromium) return countOne([`found no browser; ${cure}`]);
    const build = await runCommand("pnpm", ["--dir", "apps/docs", "run", "build"]);
    if (!build.ok) return countOne(["the site does not build"]);
    const { ok, output } = await runCommand("pnpm", ["--dir", "apps/docs", "run", "test:browser"], {
      env: { CHROMIUM: chromium },
    });
    const clicked = countFromOutput(output, ok);
    return { ...clicked, passed: clicked.passed + 1 };
  },
};

/** Path of a browser: the one asked for, one that is there, or Debian's, installed now if we may. */
async function findChromium(): Promise<string | undefined> {
  const wanted = process.env.CHROMIUM;
  if (wanted) return existsSync(wanted) ? wanted : undefined;
  const found = known.find((path) => existsSync(path));
  if (found || process.getuid?.() !== 0 || !existsSync(packageManagerPath)) return found;
  console.log("installing Debian's Chromium");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await runCommand("apt-get", ["update", "-qq"], { quiet: true });
  const packages = ["chromium", "fonts-dejavu-core"];
  await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { quiet: true, env });
  return known.find((path) => existsSync(path));
}
