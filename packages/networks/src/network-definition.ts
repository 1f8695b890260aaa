import type { ParamSpec, ParamsOf, Rng } from "@exampledon/core";
import type { KnownNetwork } from "./known-network.ts";
import type { TrainingContext } from "./train-weights.ts";

/** A network with known mechanisms that lists can offer by name: what a world is to methods on activations. */
export interface NetworkDefinition<S extends ParamSpec = ParamSpec> {
  /** Kebab-case, unique among the networks. */
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  readonly params: S;
  /**
   * Builds the network, or trains it; it draws from names split off `rng`, not from `rng` itself.
   * @throws `bad-param`; `aborted`; `not-finite` when training diverges
   */
  build(rng: Rng, params: Partial<ParamsOf<S>>, context: TrainingContext): Promise<KnownNetwork>;
}
