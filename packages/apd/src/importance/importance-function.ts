import type { Node } from "@exampledon/compute";
import type { Matrix, ParamSpec, ParamsOf, Rng } from "@exampledon/core";
import type { NamedArray } from "../loss-term.ts";

/** What importances may depend on at a site. */
export interface GateInput {
  /** What the site reads in the network as it is, `[batch × in]`. */
  readonly a: Node;
  /** What each component reads off it, `[batch × components]`; computed when it is first asked for. */
  readonly readings: () => Node;
}

/**
 * How the causal importances of a site's components follow from what it reads. Its parameters live with it; listing it
 * in a method's importance functions is all that it takes.
 */
export interface ImportanceFunction<S extends ParamSpec = ParamSpec> {
  readonly title: string;
  readonly params: S;
  /** First values of its weights for one site. */
  arrays(
    site: { readonly inputs: number; readonly components: number; readonly rng: Rng },
    params: ParamsOf<S>,
  ): Readonly<Record<string, NamedArray>>;
  /** Importances before they are squashed, `[batch × components]`. */
  gate(arrays: Readonly<Record<string, Node>>, input: GateInput): Node;
  /** The same on the host, for activations and readings of any number of samples. */
  evaluate(
    arrays: Readonly<Record<string, Float32Array>>,
    input: { readonly a: Matrix; readonly readings: Matrix },
  ): Matrix;
}
