import { type Matrix, matrix, rowNorms } from "@exampledon/core";
import type { Decomposition } from "@exampledon/decomposer";
import { columnsOfPart } from "./columns-of-part.ts";
import { checkParts } from "./parts.ts";

/**
 * How the length of each component's write row is spread over the parts, `[components × parts]`: `‖W_s,i‖ / Σ_t ‖W_t,i‖`. With
 * two networks, ½ and ½ is a latent that they share and 0 and 1 one that only the second has. A component that writes
 * nothing has zeros.
 * @throws `bad-shape` when the parts do not add up to the width of the decomposition
 * @see https://transformer-circuits.pub/2024/crosscoders/index.html#model-diffing
 */
export function decoderShares({ write, components }: Decomposition, parts: readonly number[]): Matrix {
  checkParts("decoderShares", parts, write.cols);
  const out = matrix(components, parts.length);
  const lengths = parts.map((_, index) => rowNorms(columnsOfPart(write, parts, index)));
  for (let i = 0; i < components; i++) {
    const total = lengths.reduce((sum, each) => sum + each[i]!, 0);
    lengths.forEach((each, index) => {
      out.data[i * parts.length + index] = total > 0 ? each[i]! / total : 0;
    });
  }
  return out;
}
