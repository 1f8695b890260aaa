import { defineConfig } from "vitest/config";

const conditions = ["@exampledon/source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["packages/*/src/**/*.test.{ts,tsx}", "packages/*/test/**/*.test.{ts,tsx}", "docs/examples/**/*.test.ts"],
    setupFiles: ["./packages/tooling/src/vitest-setup.ts"],
    testTimeout: 60_000,
  },
});
