// Runs a root command on a machine that has Node and npm and nothing else. Built-ins only: it works before any install.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(realpathSync(fileURLToPath(import.meta.url))), "../..");
const windows = process.platform === "win32";

const tasks = {
  start: {
    scope: "packages",
    commands: (args) => [["--silent", "run", "exampledon", "reproduce", "--size", "ci", ...args]],
    after: "`npm run docs` builds and opens the site; `npm test` checks everything.",
  },
  test: { scope: "all", commands: (args) => [["exec", "tsx", "packages/tooling/src/test-all.ts", ...args]] },
  docs: {
    scope: "all",
    commands: (args) => [
      ["--dir", "apps/docs", "run", "build"],
      ["--dir", "apps/docs", "run", "serve", ...args],
    ],
  },
};

/** What to tell the owner of this Node, or nothing if it is new enough. */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `exampledon needs Node 20.19 or newer, this is ${version}; install the current LTS, e.g. with \`nvm install --lts\`.`;
}

// Messages go to stderr, so that `npm start --silent -- --json` prints nothing but JSON.
const say = (text) => process.stderr.write(`▸ ${text}\n`);

function quit(text) {
  say(text);
  process.exit(1);
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, shell: windows, stdio: "inherit", ...options });
}

/** Runs a command to its end; leaves with its exit code if that is not 0. */
function runOrExit(command, args, options) {
  const { status, signal, error } = run(command, args, options);
  if (error) quit(`cannot run ${command}: ${error.message}`);
  if (signal === "SIGINT") process.exit(130);
  if (status !== 0) process.exit(status ?? 1);
}

/** An environment whose PATH holds the pnpm of the `packageManager` field, or one of the same major. */
function environmentWithPnpm(wanted) {
  const major = wanted.split(".")[0];
  const found = run("pnpm", ["--version"], { stdio: "pipe", encoding: "utf8" });
  if (found.status === 0 && found.stdout.trim().split(".")[0] === major) return { ...process.env };
  say(`fetching pnpm ${wanted} with npx (nothing is installed globally)`);
  const fetched = run("npx", ["--yes", `--package=pnpm@${wanted}`, "node", "-p", "process.env.PATH"], {
    stdio: ["inherit", "pipe", "inherit"],
    encoding: "utf8",
  });
  const path = fetched.status === 0 ? fetched.stdout.trim().split(delimiter) : [];
  const bin = path.find((folder) => existsSync(join(folder, windows ? "pnpm.cmd" : "pnpm")));
  if (!bin) quit(`npx could not fetch pnpm; check the network, or run \`npm install --global pnpm@${wanted}\``);
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
}

/** Installs what the scope needs, unless the same lockfile is installed already. */
function install(scope, env) {
  const stampFile = join(root, "node_modules/.exampledon-install");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
  const stampOf = (name) => `${lock} ${process.platform}-${process.arch} ${name}\n`;
  const stamp = existsSync(stampFile) ? readFileSync(stampFile, "utf8") : "";
  if (stamp === stampOf(scope) || stamp === stampOf("all")) return;
  say(scope === "all" ? "installing all dependencies" : "installing dependencies, without those of the site");
  const filter = scope === "all" ? [] : ["--filter", "!./apps/**"];
  runOrExit("pnpm", ["install", "--frozen-lockfile", "--config.confirm-modules-purge=false", ...filter], {
    env,
    // Stdout belongs to the task.
    stdio: ["inherit", process.stderr, "inherit"],
  });
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stampOf(scope));
}

function main([name, ...args]) {
  const problem = nodeProblem(process.version);
  if (problem) quit(problem);
  const task = Object.hasOwn(tasks, name ?? "") ? tasks[name] : undefined;
  if (!task) quit(`unknown task ${name}; use one of ${Object.keys(tasks).join(", ")}`);
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const env = { ...environmentWithPnpm(packageManager.split("@")[1]), TURBO_TELEMETRY_DISABLED: "1" };
  // `npm start --silent` silences npm's own header, not the installation and the tasks.
  delete env.npm_config_loglevel;
  install(task.scope, env);
  for (const command of task.commands(args)) {
    say(`pnpm ${command.join(" ")}`);
    runOrExit("pnpm", command, { env });
  }
  if (task.after) say(task.after);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
