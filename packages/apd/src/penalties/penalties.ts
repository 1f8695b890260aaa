import { power } from "./power.ts";
import { smoothL0 } from "./smooth-l0.ts";

/** The importance penalties of SPD, by the name that selects them. */
export const penalties: { readonly "smooth-l0": typeof smoothL0; readonly power: typeof power } = {
  "smooth-l0": smoothL0,
  power,
};
