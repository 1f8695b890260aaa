import { join } from "node:path";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

// The same checks in Node and in Chromium, and faults that only a page can have. Graphics run in software, so that every
// machine has them: slow, and right.
const tooling = join(import.meta.dirname, "../..");
const conditions = ["@exampledon/source"];
const quiet =
  "--no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const graphics =
  "--use-angle=swiftshader --enable-unsafe-swiftshader --enable-unsafe-webgpu --use-webgpu-adapter=swiftshader";
const isolated = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };

/** Files `*.<name>.ts` in a Chromium started with `flags`, served with `headers`. */
const browserProject = (name: string, flags: string, headers: Record<string, string>) => ({
  root: tooling,
  resolve: { conditions: [...conditions, "browser", "import", "module", "default"] },
  server: { fs: { allow: [join(tooling, "../..")] }, headers },
  cacheDir: join(tooling, "node_modules/.vite", name),
  optimizeDeps: {
    include: [
      "gpu.js",
      "@exampledon/core > zod",
      "@tensorflow/tfjs-backend-cpu",
      "@tensorflow/tfjs-backend-wasm",
      "@tensorflow/tfjs-backend-webgl",
      "@tensorflow/tfjs-backend-webgpu",
      "@tensorflow/tfjs-core",
    ],
  },
  test: {
    name,
    include: [`test/conformance/*.${name}.ts`],
    testTimeout: 120_000,
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags.split(" ") },
      }),
      instances: [{ browser: "chromium" as const }],
    },
  },
});

export default defineConfig({
  root: tooling,
  test: {
    projects: [
      {
        root: tooling,
        resolve: { conditions },
        ssr: { resolve: { conditions, externalConditions: conditions } },
        test: { name: "node", include: ["test/conformance/*.node.ts"], testTimeout: 120_000 },
      },
      browserProject("chromium", `${quiet} ${graphics}`, isolated),
      browserProject("bare-chromium", `${quiet} --disable-gpu`, {}),
    ],
  },
});
