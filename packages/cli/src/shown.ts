import { relative, resolve } from "node:path";

/** A path as a reader of the terminal would type it. */
export function shown(path: string): string {
  return relative(process.cwd(), resolve(path)) || ".";
}
