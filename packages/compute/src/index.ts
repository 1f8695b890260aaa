export type * from "./backend.ts";
export type { Node, Tape } from "./tape.ts";
