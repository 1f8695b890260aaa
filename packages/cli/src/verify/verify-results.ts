import { type ClaimDefinition, type ClaimResult, evaluateChecks, serializeResult, verdictOf } from "@exampledon/claims";
import { type ErrorCode, fail, isExampledonError, parseParams } from "@exampledon/core";
import { type Catalog, experimentsOf } from "../catalog.ts";
import { errorLine } from "../error-line.ts";
import { findById } from "../find-by-id.ts";
import { type RecordedFile, readResult, recordedFiles } from "../results-folder.ts";

/** What was found about one recorded result, or about a claim that has none. */
export interface Verification {
  readonly path: string;
  readonly claim: string;
  readonly size?: string;
  readonly passed: boolean;
  /** Code of what is wrong, or `unexpected`. */
  readonly code?: ErrorCode | "unexpected";
  /** What is wrong, with the cure. */
  readonly message?: string;
}

/**
 * Checks every recorded result: whole and of the schema, under its own name, of the claim's parameters, seeds and present
 * source, and with the checks and the verdict that its values give. A claim without any result fails too.
 */
export function verifyResults(catalog: Catalog): readonly Verification[] {
  const files = recordedFiles(catalog.resultsFolder);
  const missing = experimentsOf(catalog).filter(({ id }) => !files.some(({ claim }) => claim === id));
  return [
    ...files.map((file) => {
      const subject = { path: file.path, claim: file.claim, size: file.size };
      return attempt(subject, () => verifyFile(catalog, file));
    }),
    ...missing.map(({ id, kind }) =>
      attempt({ path: catalog.resultsFolder, claim: id }, () =>
        fail("stale-result", {
          where: `claim ${id}`,
          problem: "every claim needs a recorded result",
          got: "none",
          cure: record(id, kind === "demo" ? "ci" : "full"),
        }),
      ),
    ),
  ];
}

/** What a check finds: nothing, or the error that it throws. */
export function attempt(subject: Pick<Verification, "path" | "claim" | "size">, check: () => void): Verification {
  try {
    check();
    return { ...subject, passed: true };
  } catch (error) {
    return {
      ...subject,
      passed: false,
      code: isExampledonError(error) ? error.code : "unexpected",
      message: errorLine(error),
    };
  }
}

function verifyFile(catalog: Catalog, file: RecordedFile): void {
  const result = readResult(file.path);
  if (result.claim !== file.claim || result.size !== file.size) {
    corrupt(file, "claim and size must be those of the file's name", `${result.claim}/${result.size}`);
  }
  const claim = findById("claims", experimentsOf(catalog), result.claim);
  const expected = catalog.inputsHashes[claim.inputs ?? claim.id];
  if (result.provenance.inputsHash !== expected) {
    fail("stale-result", {
      where: file.path,
      problem: `the result must come from the present source, whose hash is ${expected ?? "missing"}`,
      got: result.provenance.inputsHash,
      cure: record(claim.id, result.size),
    });
  }
  verifyInputs(file, claim, result);
  verifyValues(file, claim, result);
}

function verifyInputs(file: RecordedFile, claim: ClaimDefinition, result: ClaimResult): void {
  const params = parseParams(`claim ${claim.id}`, claim.params, claim.sizes[result.size]);
  same(file, "params", result.params, params);
  same(file, "seeds", result.seeds, claim.seeds[result.size]);
}

function verifyValues(file: RecordedFile, claim: ClaimDefinition, result: ClaimResult): void {
  for (const [name, { mean, deviation, low, high, min, max, n }] of Object.entries(result.values)) {
    if (!(low <= mean && mean <= high && min <= mean && mean <= max && deviation >= 0) || n !== result.seeds.length) {
      corrupt(file, `values.${name} must be a mean within its interval and extremes, over all seeds`, {
        mean,
        low,
        high,
        min,
        max,
        n,
      });
    }
  }
  const checks = evaluateChecks(claim.checks, result.values);
  same(file, "checks", result.checks, checks);
  same(file, "verdict", result.verdict, verdictOf(checks));
}

/** Compares at the precision of the file. */
function same(file: RecordedFile, what: string, recorded: unknown, expected: unknown): void {
  const [got, wanted] = [recorded, expected].map((value) => serializeResult(value as ClaimResult));
  if (got !== wanted) {
    corrupt(file, `${what} must be what the claim and the recorded values give (${oneLine(wanted!)})`, oneLine(got!));
  }
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}

function corrupt(file: RecordedFile, problem: string, got: unknown): never {
  return fail("corrupt-file", { where: file.path, problem, got, cure: record(file.claim, file.size) });
}

function record(claim: string, size: string): string {
  return `record it again with \`exampledon reproduce ${claim} --size ${size} --record\``;
}
