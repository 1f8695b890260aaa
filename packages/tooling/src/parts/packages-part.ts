import { publicPackages } from "../arrows/packages.ts";
import { repositoryRoot } from "../repository-root.ts";
import { runCommand } from "../run-command.ts";
import { checkPackage } from "./check-package.ts";
import { countOne, type Part } from "./part.ts";

/** Builds every public package and looks at what would be published. Counts as one, with every problem named. */
export const packagesPart: Part = {
  id: "packages",
  title: "packages: build, publint, arethetypeswrong, side effects, size",
  run: async () => {
    const built = await runCommand("turbo", ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"]);
    if (!built.ok) return countOne(["`turbo run build` failed"]);
    const failures: string[] = [];
    for (const pkg of publicPackages(repositoryRoot)) {
      const problems = await checkPackage(pkg);
      console.log(`${problems.length === 0 ? "✓" : "✗"} ${pkg.manifest.name}`);
      failures.push(...problems.map((problem) => `${pkg.manifest.name}: ${problem}`));
    }
    return countOne(failures);
  },
};
