import { repositoryRoot } from "../repository-root.ts";
import type { Part } from "./part.ts";
import { countVitest, runVitest } from "./vitest-report.ts";

/** Every unit test, property test and documentation example. */
export const unitPart: Part = {
  id: "unit",
  title: "unit tests, conformance, documentation examples (vitest)",
  run: async () => {
    const { ok, report } = await runVitest([]);
    return countVitest(report, ok, repositoryRoot);
  },
};
