import { type Node, recordOp, type Tensor, type TensorMath } from "@exampledon/compute";

/**
 * JumpReLU, `h` where h > t, else 0: `h [batch × latents]`, `t [latents]`.
 *
 * The gradient passes to h where it is on. To t it is a pseudo-gradient, `∂z/∂t = −(t/ε) K((h − t)/ε)` with the
 * rectangle `K(u) = 1[|u| < ½]`: a kernel estimate of how many samples sit at the jump, over a window of width ε in h.
 * A silent latent within the window teaches its threshold, so codes must be decoded with their gradient: not by `sparseDecode`.
 * @see https://arxiv.org/abs/2407.14435 equations 9 and 11
 */
export function jumpRelu(h: Node, threshold: Node, bandwidth: number): Node {
  return recordOp([h, threshold], {
    forward: ({ binary, where }) => where(binary("greater", h.tensor, threshold.tensor), h.tensor, 0),
    gradients: (math, { output, upstream }) => [
      () => math.where(output, upstream, 0),
      () => {
        const near = math.where(window(math, h.tensor, threshold.tensor, bandwidth), upstream, 0);
        return math.mul(math.sum(near, [0], false), math.mul(-1 / bandwidth, threshold.tensor));
      },
    ],
  });
}

/**
 * How many samples each latent is on in, `Σ_b 1[h > t]`, `[latents]`: the L0 penalty before weighing.
 *
 * Its only gradient is to the threshold, `−(1/ε) Σ_b K((h − t)/ε)`; none reaches h, whose step is flat.
 * @see https://arxiv.org/abs/2407.14435 equation 12
 */
export function jumpCount(h: Node, threshold: Node, bandwidth: number): Node {
  // h is no input: nothing flows to it, and a gradient of zeros would cost a pass.
  return recordOp([threshold], {
    forward: ({ binary, sum }) => sum(binary("greater", h.tensor, threshold.tensor), [0], false),
    gradients: (math, { upstream }) => [
      () => {
        const near = math.sum(window(math, h.tensor, threshold.tensor, bandwidth), [0], false);
        return math.mul(math.mul(-1 / bandwidth, upstream), near);
      },
    ],
  });
}

/** 1 where `|h − t| < ε/2`, `[batch × latents]`. */
function window({ binary, sub, unary }: TensorMath, h: Tensor, threshold: Tensor, bandwidth: number): Tensor {
  return binary("greater", bandwidth / 2, unary("abs", sub(h, threshold)));
}
