import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
// @ts-expect-error plain JavaScript, so that it runs before anything is installed
import { nodeProblem } from "../bootstrap.mjs";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "exampledon-bootstrap-"));
  mkdirSync(join(root, "packages/tooling"), { recursive: true });
  mkdirSync(join(root, "bin"));
  copyFileSync(join(import.meta.dirname, "../bootstrap.mjs"), join(root, "packages/tooling/bootstrap.mjs"));
  writeFileSync(join(root, "package.json"), JSON.stringify({ packageManager: "pnpm@10.34.9" }));
  writeFileSync(join(root, "pnpm-lock.yaml"), "first");
});

afterEach(() => rmSync(root, { recursive: true }));

/** A stand-in on PATH that notes its arguments and runs `body`. */
function fake(name: string, body: string): void {
  const file = join(root, "bin", name);
  writeFileSync(file, `#!/bin/sh\necho "${name} $*" >> "${root}/log"\n${body}\n`);
  chmodSync(file, 0o755);
}

function bootstrap(...args: string[]): { status: number | null; stdout: string; stderr: string; log: string[] } {
  writeFileSync(join(root, "log"), "");
  const path = [join(root, "bin"), dirname(process.execPath), "/bin", "/usr/bin"].join(delimiter);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "packages/tooling/bootstrap.mjs"), ...args],
    {
      env: { PATH: path },
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr, log: readFileSync(join(root, "log"), "utf8").trim().split("\n") };
}

describe.skipIf(process.platform === "win32")("bootstrap", () => {
  const goodPnpm = 'if [ "$1" = --version ]; then echo 10.1.0; fi';

  it("installs once per lockfile, then runs the task with its arguments", () => {
    fake("pnpm", goodPnpm);
    const install = "pnpm install --frozen-lockfile --config.confirm-modules-purge=false --filter !./apps/**";
    const reproduce = "pnpm --silent run exampledon reproduce --size ci --json";
    expect(bootstrap("start", "--json").log).toEqual(["pnpm --version", install, reproduce]);
    expect(bootstrap("start", "--json").log).toEqual(["pnpm --version", reproduce]);
    writeFileSync(join(root, "pnpm-lock.yaml"), "second");
    expect(bootstrap("start", "--json").log).toEqual(["pnpm --version", install, reproduce]);
  });

  it("counts a full install as one for the packages, but not the other way round", () => {
    fake("pnpm", goodPnpm);
    expect(bootstrap("start").log[1]).toContain("--filter");
    expect(bootstrap("test").log[1]).toBe("pnpm install --frozen-lockfile --config.confirm-modules-purge=false");
    expect(bootstrap("start").log[1]).toBe("pnpm --silent run exampledon reproduce --size ci");
  });

  it("builds the site, then serves it on the port asked for", () => {
    fake("pnpm", goodPnpm);
    expect(bootstrap("docs", "--port", "4000").log.slice(2)).toEqual([
      "pnpm --dir apps/docs run build",
      "pnpm --dir apps/docs run serve --port 4000",
    ]);
  });

  it("keeps the exit code and does not call a failed install done", () => {
    fake("pnpm", `${goodPnpm}\nif [ "$1" = install ]; then exit 7; fi`);
    expect(bootstrap("test").status).toBe(7);
    expect(bootstrap("test").log).toHaveLength(2);
    fake("pnpm", `${goodPnpm}\nif [ "$1" = exec ]; then exit 3; fi`);
    expect(bootstrap("test").status).toBe(3);
  });

  it("fetches pnpm through npx when the one on PATH has another major", () => {
    fake("pnpm", "echo 9.15.0");
    mkdirSync(join(root, "npx"));
    fake("npx", `echo "${root}/npx:/bin"`);
    writeFileSync(join(root, "npx/pnpm"), `#!/bin/sh\necho "fetched $*" >> "${root}/log"\n`, { mode: 0o755 });
    expect(bootstrap("test", "--only", "lint").log).toEqual([
      "pnpm --version",
      "npx --yes --package=pnpm@10.34.9 node -p process.env.PATH",
      "fetched install --frozen-lockfile --config.confirm-modules-purge=false",
      "fetched exec tsx packages/tooling/src/test-all.ts --only lint",
    ]);
  });

  it("names the tasks when asked for another, and keeps stdout for the task", () => {
    fake("pnpm", goodPnpm);
    const unknown = bootstrap("fly");
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain("start, test, docs");
    expect(bootstrap("start").stdout).toBe("");
  });
});

it("refuses an old Node with the cure", () => {
  expect(nodeProblem("v18.20.0")).toContain("nvm install");
  expect(nodeProblem("v20.18.3")).toContain("20.19");
  for (const version of ["v20.19.0", "v22.1.0", "v24.0.0"]) expect(nodeProblem(version)).toBeUndefined();
});
