export type * from "./contract.ts";
export type * from "./figure.ts";
export type * from "./result.ts";
export type * from "./run-claim.ts";
