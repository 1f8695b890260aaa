import { fail } from "@exampledon/core";
import type { Initialisation } from "./initialisation.ts";

/**
 * Starts every site in its own way.
 * @param choices by name of the site
 * @throws `bad-param` at the start of a fit when a site of the network is not named
 */
export function perSite(choices: Readonly<Record<string, Initialisation>>): Initialisation {
  return {
    title: Object.entries(choices)
      .map(([site, { title }]) => `${site}: ${title}`)
      .join("; "),
    factors: (input) => {
      const choice = Object.hasOwn(choices, input.site) ? choices[input.site] : undefined;
      return (
        choice?.factors(input) ??
        fail("bad-param", {
          where: "perSite",
          problem: `there must be a start for site ${input.site}`,
          got: Object.keys(choices),
          cure: "name every site that has components of its own",
        })
      );
    },
  };
}
