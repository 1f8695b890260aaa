import { matmul, type Node } from "@exampledon/compute";

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
