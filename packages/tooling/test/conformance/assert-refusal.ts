import { type ErrorCode, isExampledonError } from "@exampledon/core";
import { expect } from "vitest";

/** Runs what must be refused with a typed error of that code whose text names what `text` asks for. */
export async function assertRefusal(run: () => unknown, code: ErrorCode, text: RegExp): Promise<void> {
  const error: unknown = await Promise.resolve()
    .then(run)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!isExampledonError(error)) throw new Error(`expected ${code}, got ${error}`);
  expect(error.message).toMatch(text);
  expect(error.code).toBe(code);
}
