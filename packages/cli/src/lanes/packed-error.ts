import { type ErrorCode, type ErrorParts, ExampledonError, isExampledonError } from "@exampledon/core";

/** An error as plain data: a process that sends an `Error` sends its message without its code and parts. */
export interface PackedError {
  readonly message: string;
  readonly stack: string | undefined;
  /** Of a typed error. */
  readonly typed?: { readonly code: ErrorCode; readonly parts: ErrorParts };
}

/** Packs whatever was thrown. */
export function packError(error: unknown): PackedError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  if (!isExampledonError(error)) return { message, stack };
  const { code, parts } = error as ExampledonError;
  return { message, stack, typed: { code, parts: { ...parts, got: sendable(parts.got) } } };
}

/** The error again, with the stack of where it was thrown. */
export function unpackError({ message, stack, typed }: PackedError): Error {
  const error = typed ? new ExampledonError(typed.code, typed.parts) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function sendable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}
