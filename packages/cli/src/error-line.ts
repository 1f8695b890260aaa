/** An error as one line; typed errors already read `where: problem, got X; cure`. */
export function errorLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " ");
}
