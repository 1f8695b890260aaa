import type { FusedKernel, Tensor } from "@exampledon/compute";
import { badShape } from "../shapes.ts";
import type { Store } from "../store.ts";
import { transposed, viewOf } from "../view.ts";
import type { Dense } from "./dense.ts";

/**
 * `relu((x − c) · W + bias)` by the kernel of `linearRelu`.
 *
 * The gradient of the centre is minus the bias' times the transposed weights: nothing of the size of the batch.
 */
export function createCentredLinearRelu(
  store: Store,
  { unary, binary, product }: Dense,
  linearRelu: FusedKernel,
): FusedKernel {
  return {
    forward: (inputs, attributes) => {
      const [centred, ...rest] = centredInputs(inputs);
      const out = linearRelu.forward([centred, ...rest], attributes);
      store.dispose(centred);
      return out;
    },
    backward: ({ inputs, output, upstream, needs }, attributes) => {
      const [centred, weights, bias] = centredInputs(inputs);
      const wanted = [needs[0] === true, needs[2] === true, needs[3] === true || needs[1] === true];
      const [ofX, ofWeights, ofBias] = linearRelu.backward(
        { inputs: [centred, weights, bias], output, upstream, needs: wanted },
        attributes,
      );
      store.dispose(centred);
      const ofCentre = needs[1] ? gradientOfCentre(weights, ofBias!) : undefined;
      if (ofBias && !needs[3]) store.dispose(ofBias);
      return [ofX, ofCentre, ofWeights, needs[3] ? ofBias : undefined];
    },
  };

  function centredInputs(inputs: readonly Tensor[]): [centred: Tensor, weights: Tensor, bias: Tensor] {
    const [x, centre, weights, bias] = inputs;
    if (!x || !centre || !weights || !bias || centre.shape.length !== 1 || centre.shape[0] !== x.shape.at(-1)) {
      badShape(
        "centredLinearRelu",
        "the inputs must be x [… × inner], centre [inner], weights and bias",
        inputs.map((input) => `[${input.shape}]`).join(", "),
        "check the widths",
      );
    }
    const from = store.own("centredLinearRelu", x);
    const by = store.own("centredLinearRelu", centre);
    const centred = store.make(x.shape);
    binary("sub", from, by, centred);
    return [centred, weights, bias];
  }

  function gradientOfCentre(weights: Tensor, ofBias: Tensor): Tensor {
    const matrix = store.own("centredLinearRelu", weights);
    const [inner, cols] = matrix.shape as readonly [number, number];
    const flow = store.own("centredLinearRelu", ofBias);
    const sums = store.make([inner]);
    product(1, inner, cols, viewOf(flow, cols), transposed(viewOf(matrix, cols)), sums, 0);
    const out = store.make([inner]);
    unary("negate", sums, out);
    store.dispose(sums);
    return out;
  }
}
