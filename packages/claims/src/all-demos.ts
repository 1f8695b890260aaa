import type { ClaimDefinition } from "./contract.ts";
import { demos as activationDemos } from "./demos/claim.ts";
import { parameterDemos } from "./parameter-demos/claim.ts";

/** Every demonstration of a method: of those on activations, then of those on parameters. */
export const demos: readonly ClaimDefinition[] = [...activationDemos, ...parameterDemos];
