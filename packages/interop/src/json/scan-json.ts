/** What {@link scanJson} objects to. */
export interface JsonProblem {
  readonly problem: string;
  readonly got: unknown;
}

/** Deepest nesting accepted: recursive code may follow, and no config comes near. */
const DEEPEST = 64;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * Looks for what `JSON.parse` lets pass: names that an object has twice, of which it would keep the last, and nesting
 * that recursive code could not follow. Does not recurse itself. Text that is no JSON is left to `JSON.parse`.
 */
export function scanJson(text: string): JsonProblem | undefined {
  // One entry for each open bracket: the names so far of an object, undefined for an array.
  const open: (Set<string> | undefined)[] = [];
  let last = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      if (open.push(token === "{" ? new Set() : undefined) > DEEPEST) {
        return { problem: `JSON must be nested at most ${DEEPEST} deep`, got: "deeper nesting" };
      }
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (token === ":") {
      const name = unescaped(last);
      const names = open.at(-1);
      if (names?.has(name)) return { problem: "a name may be used once in an object", got: `${last} twice` };
      names?.add(name);
    }
    last = token;
  }
  return undefined;
}

function unescaped(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token;
  }
}
