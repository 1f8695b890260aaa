import { existsSync } from "node:fs";
import { runCommand } from "./run-command.ts";

const packageManagerPath = "/usr/bin/apt-get";
const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** What to tell who has no browser. */
export const chromiumCure = "found no browser; set CHROMIUM to the path of a Chromium or Chrome";

/** Path of a browser: the one asked for, one that is there, or Debian's, installed now if we may. */
export async function findChromium(): Promise<string | undefined> {
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
