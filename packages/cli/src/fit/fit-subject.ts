import { fail } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { findById } from "../find-by-id.ts";
import type { Settings } from "../settings.ts";

/** What a method is to be fitted to, as it was asked for. */
export interface FitSubject {
  readonly method: string;
  readonly world: string | undefined;
  readonly network: string | undefined;
  readonly worldSet: Settings;
  readonly networkSet: Settings;
}

/**
 * Refuses a world for a method that decomposes parameters, a network for one that decomposes activations, and both at once.
 * @throws `unknown-id` for a method that is in neither list; `bad-param`
 */
export function assertSubject(
  { methods, parameterMethods = [] }: Pick<Catalog, "methods" | "parameterMethods">,
  { method, world, network, worldSet, networkSet }: FitSubject,
): void {
  const { id } = findById<{ readonly id: string }>("methods", [...methods, ...parameterMethods], method);
  const parameters = parameterMethods.some((each) => each.id === id);
  const [wanted, other] = parameters ? ["--network", "--world"] : ["--world", "--network"];
  const unwanted = parameters ? world : network;
  if (unwanted !== undefined) {
    fail("bad-param", {
      where: `exampledon fit: ${id}`,
      problem: `it decomposes ${parameters ? "the weights of a network" : "activations of a world"}`,
      got: `${other} ${unwanted}`,
      cure: `use ${wanted}, see \`exampledon list ${wanted!.slice(2)}s\``,
    });
  }
  if (Object.keys(parameters ? worldSet : networkSet).length > 0) {
    fail("bad-param", {
      where: `exampledon fit: ${id}`,
      problem: `${other}-set goes with ${other}`,
      got: `${other}-set with ${wanted}`,
      cure: `use ${wanted}-set`,
    });
  }
}
