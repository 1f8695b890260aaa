import { matmul, type Node } from "@exampledon/compute";
import { matrix } from "@exampledon/core";
import type { SiteFactors } from "@exampledon/decomposer";
import type { SiteSetup } from "./setup.ts";

/** The components of a site as nodes: component c is `Σ_k read[c·rank + k] ⊗ write[c·rank + k]`. */
export interface FactorNodes {
  /** `[components · rank × in]`. */
  readonly read: Node;
  /** `[components · rank × out]`. */
  readonly write: Node;
}

/** The factors of a matrix's transpose. */
export function transposed({ read, write }: FactorNodes): FactorNodes {
  return { read: write, write: read };
}

/** What each component reads off activations `[batch × in]`: `[batch × components · rank]`. */
export function readOff({ read }: FactorNodes, activations: Node): Node {
  return matmul(activations, read, { transposeB: true });
}

/** The sum of all components, `[in × out]`. */
export function sumOfComponents({ read, write }: FactorNodes): Node {
  return matmul(read, write, { transposeA: true });
}

/** The components of a site among trained arrays; those of a transposed site are its base's, turned round. */
export function siteFactors(
  { name, transposeOf, inputs, outputs }: Pick<SiteSetup, "name" | "transposeOf" | "inputs" | "outputs">,
  arrays: Readonly<Record<string, Float32Array>>,
  components: number,
): SiteFactors {
  const base = transposeOf ?? name;
  const [read, write] = [arrays[`read.${base}`]!, arrays[`write.${base}`]!];
  const [reading, writing] = transposeOf === undefined ? [read, write] : [write, read];
  const rows = reading.length / inputs;
  return {
    name,
    rank: rows / components,
    read: matrix(rows, inputs, reading),
    write: matrix(rows, outputs, writing),
  };
}
