import { type FusedKernel, type Primitives, primitiveShapes, type Tensor } from "@exampledon/compute";
import { divide, type Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

/** `relu(x · W + b)` and `z · W + b` with the bias added, and the sign looked at, where the product is made. */
export function createAffine(
  store: Store,
  primitives: Pick<Primitives, "matmul" | "reduce">,
): Readonly<Record<"linearRelu" | "sparseDecode", FusedKernel>> {
  const forward = (kernel: Kernel, [x, weights, bias]: readonly Tensor[]): Tensor => {
    const shape = primitiveShapes.matmul(x!.shape, weights!.shape);
    return store.run(kernel, shape, [x!, weights!, bias!, shape[1]!, weights!.shape[0]!]);
  };
  const ofWeights = (x: Tensor, slopes: Tensor): Tensor => primitives.matmul(x, slopes, { transposeA: true });
  const ofBias = (slopes: Tensor): Tensor => primitives.reduce("sum", slopes, [0], false);
  return {
    linearRelu: {
      forward: (inputs) => forward(LINEAR_RELU, inputs),
      backward: ({ inputs: [x, weights], output, upstream, needs }) =>
        store.handles.scope(() => {
          const slopes = store.run(ACTIVE_SLOPES, output.shape, [output, upstream]);
          return [
            needs[0] ? primitives.matmul(slopes, weights!, { transposeB: true }) : undefined,
            needs[1] ? ofWeights(x!, slopes) : undefined,
            needs[2] ? ofBias(slopes) : undefined,
          ];
        }),
    },
    sparseDecode: {
      forward: (inputs) => forward(LINEAR, inputs),
      backward: ({ inputs: [codes, decoder], upstream, needs }) => {
        const [latents, dim] = decoder!.shape as [number, number];
        return [
          needs[0] ? store.run(CODE_SLOPES, codes!.shape, [codes!, upstream, decoder!, latents, dim]) : undefined,
          needs[1] ? ofWeights(codes!, upstream) : undefined,
          needs[2] ? ofBias(upstream) : undefined,
        ];
      },
    },
  };
}

const INPUTS = { x: "numbers", weights: "numbers", bias: "numbers", cols: "whole", inner: "whole" } as const;
const PRODUCT = `
  ${divide("i", "cols", "row", "col")}
  const start = row * inner;
  let sum = 0;
  for (let p = 0; p < inner; p++) {
    sum += x[start + p] * weights[p * cols + col];
  }
  const v = sum + bias[col];`;

const LINEAR: Kernel = { name: "linear", inputs: INPUTS, body: `${PRODUCT} return v;` };
const LINEAR_RELU: Kernel = {
  name: "linearRelu",
  inputs: INPUTS,
  body: `${PRODUCT} return v > 0 ? v : (v <= 0 ? 0 : v);`,
};

const ACTIVE_SLOPES: Kernel = {
  name: "linearRelu slopes",
  inputs: { output: "numbers", upstream: "numbers" },
  // Times 1 or 0, as the composition has it: what is not finite upstream stays visible.
  body: "return upstream[i] * (output[i] > 0 ? 1 : 0);",
};

/** `upstream · Wᵀ` where a code is not 0: the rows of silent latents are never read. */
const CODE_SLOPES: Kernel = {
  name: "sparseDecode slopes",
  inputs: { codes: "numbers", upstream: "numbers", decoder: "numbers", latents: "whole", dim: "whole" },
  body: `
    if (codes[i] === 0) { return 0; }
    ${divide("i", "latents", "row", "latent")}
    const from = row * dim;
    const along = latent * dim;
    let sum = 0;
    for (let p = 0; p < dim; p++) {
      sum += upstream[from + p] * decoder[along + p];
    }
    return sum;`,
};
