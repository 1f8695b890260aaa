import { findViolations } from "./arrows/find-violations.ts";
import { arrows } from "./arrows/table.ts";
import { repositoryRoot } from "./repository-root.ts";

const violations = findViolations(repositoryRoot, arrows);
for (const violation of violations) console.error(violation);
console.log(violations.length === 0 ? "arrows: in order" : `arrows: ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
