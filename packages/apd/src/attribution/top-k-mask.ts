import { type Node, tensorMath } from "@exampledon/compute";

/**
 * 1 for the largest scores, else 0, `[batch × components]`; no gradient. Ties: lowest index first.
 * @param scores `[batch × components]`
 * @param k how many per sample
 * @param overBatch whether the `⌊k · batch⌋` largest of all are taken, so that samples may have more or fewer, instead of
 * the `⌊k⌋` largest of each
 */
export function topKMask(scores: Node, k: number, overBatch: boolean): Node {
  const { tape, shape } = scores;
  const [batch, components] = shape as [number, number];
  const { primitives, backend } = tensorMath(tape.backend);
  const [rows, cols] = overBatch ? [1, batch * components] : [batch, components];
  const count = Math.min(cols, Math.floor(overBatch ? k * batch : k));
  if (count < 1) return tape.constant(backend.fill(shape, 0));
  const { indices } = primitives.topK(primitives.reshape(scores.tensor, [rows, cols]), count);
  const mask = primitives.scatterAddAlong(backend.fill([rows, count], 1), indices, cols);
  return tape.constant(primitives.reshape(mask, shape));
}
