/** What kind of mistake an error reports; stable, so that callers can branch on it. */
export type ErrorCode =
  | "bad-shape"
  | "not-finite"
  | "bad-param"
  | "unknown-id"
  | "corrupt-file"
  | "aborted"
  | "missing-capability"
  | "disposed"
  | "stale-result"
  | "environment";

/** The four parts of an error message. */
export interface ErrorParts {
  /** The function or file that refused, e.g. `topK`. */
  readonly where: string;
  /** What was wrong, as a statement about what is required, e.g. `k must be an integer in [1, 400]`. */
  readonly problem: string;
  /** The offending value; shortened to 80 characters. */
  readonly got: unknown;
  /** What to do about it, e.g. `lower k or raise latents`. */
  readonly cure: string;
}

/** The one error class of exampledon; its message reads `where: problem, got X; cure`. */
export class ExampledonError extends Error {
  readonly code: ErrorCode;
  readonly parts: ErrorParts;

  constructor(code: ErrorCode, parts: ErrorParts, options?: ErrorOptions) {
    super(`${parts.where}: ${parts.problem}, got ${show(parts.got)}; ${parts.cure}`, options);
    this.name = "ExampledonError";
    this.code = code;
    this.parts = parts;
  }
}

/** Throws an {@link ExampledonError}; an expression, so that it can stand after `??`. */
export function fail(code: ErrorCode, parts: ErrorParts, options?: ErrorOptions): never {
  throw new ExampledonError(code, parts, options);
}

/** Whether a value is an {@link ExampledonError}, optionally of one code. Survives two copies of the package. */
export function isExampledonError(error: unknown, code?: ErrorCode): error is ExampledonError {
  return (
    error instanceof Error && error.name === "ExampledonError" && (!code || (error as ExampledonError).code === code)
  );
}

function show(value: unknown): string {
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) return String(value);
  if (typeof value === "function") return "a function";
  const text = typeof value === "string" ? value : safeJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
