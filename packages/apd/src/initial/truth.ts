import { fail } from "@exampledon/core";
import type { Initialisation } from "./initialisation.ts";
import { spares } from "./neurons.ts";
import { withFirstRows } from "./rows.ts";

/** The planted mechanisms and small random spares: shows what the objective does with the answer. */
export const truth: Initialisation = {
  title: "the planted mechanisms",
  factors: async (input) => {
    const planted = input.truth;
    if (!planted || planted.read.rows > input.count) {
      fail("bad-param", {
        where: "truth",
        problem: "there must be planted mechanisms, no more than components",
        got: planted ? `${planted.read.rows} for ${input.count} components` : "none",
        cure: "pass truth for every site and raise components",
      });
    }
    return withFirstRows(await spares(input), planted);
  },
};
