import {
  exp,
  logSoftmax,
  matmul,
  mul,
  type Node,
  norm,
  sparseDecode,
  stopGradient,
  sub,
  sum,
  type TargetNetwork,
} from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Loss, LossInput } from "./loss.ts";
import { type SparsityOptions, sparseCodes } from "./sparsity.ts";
import { squaredError } from "./squared-error.ts";

/** What the loss of `sae/end-to-end` depends on. */
export interface EndToEndLossOptions extends SparsityOptions {
  readonly outputError: "squared" | "kl";
  readonly outputCoefficient: number;
  readonly activationCoefficient: number;
  readonly lossReduction: "sum" | "mean";
}

/**
 * The loss of `sae/end-to-end`: how far the network that reads the activations is led astray by the reconstruction, so that
 * only what the network uses need be rebuilt.
 *
 * `z = relu((x − b_dec) W_enc + b_enc)`, `r = z W_dec + b_dec`, y(a) the network's outputs,
 * `L = c E(y(x), y(r)) + λ mean_b Σ_i z_i ‖W_dec,i‖ + c' mean_b Σ_d (x − r)²`, or the k largest codes and no penalty; see
 * `sparseCodes`. `squared`: `E = mean_b Σ (y(x) − y(r))²`. `kl`: `E = mean_b KL(softmax y(x) ‖ softmax y(r))`. The network
 * gets activations as they are, whatever x was multiplied by.
 * @see https://arxiv.org/abs/2405.12241
 * @throws `missing-capability` when there is no network
 */
export function endToEndLoss(input: LossInput, options: EndToEndLossOptions): Loss {
  const { x, weights, setting, scale = 1 } = input;
  const { encoder, encoderBias, decoder, decoderBias } = weights;
  const network = requireNetwork(setting.network);
  const lengths = norm(decoder, { axis: 1 });
  const centred = sub(x, decoderBias);
  const sparse = sparseCodes(input, { x: centred, encoder, encoderBias, decoder, lengths }, options);
  const reconstruction = sparseDecode(sparse.codes, sparse.decoder, decoderBias);
  const outputsOf = runner(network, x);
  const wanted = stopGradient(outputsOf(mul(x, 1 / scale)));
  const given = outputsOf(mul(reconstruction, 1 / scale));
  const error =
    options.outputError === "kl" ? divergence(wanted, given) : squaredError(wanted, given, options.lossReduction);
  const { activationCoefficient, lossReduction } = options;
  return {
    terms: {
      outputs: mul(error, options.outputCoefficient),
      ...sparse.penalties,
      ...(activationCoefficient > 0 && {
        mse: mul(squaredError(x, reconstruction, lossReduction), activationCoefficient),
      }),
    },
    codes: sparse.codes,
    usage: sparse.usage,
    reconstruction,
    state: sparse.state,
  };
}

/** The network, with its own weights, on the tape of a node. */
function runner(network: TargetNetwork, { tape }: Node): (a: Node) => Node {
  const sites = Object.fromEntries(
    network.sites.map(({ name, weights: { rows, cols, data } }) => [
      name,
      tape.constant(tape.backend.upload(data, [rows, cols])),
    ]),
  );
  return (a) => network.forward(a, (site, b) => matmul(b, sites[site] ?? unknownSite(site, network)));
}

/** `mean_b KL(softmax a ‖ softmax b)` of logits `[batch × outputs]`. */
function divergence(a: Node, b: Node): Node {
  const [p, q] = [logSoftmax(a), logSoftmax(b)];
  return mul(sum(mul(exp(p), sub(p, q))), 1 / a.shape[0]!);
}

/** The network that a method tagged `usesNetwork` was given. @throws `missing-capability` */
export function requireNetwork(network: TargetNetwork | undefined): TargetNetwork {
  return (
    network ??
    fail("missing-capability", {
      where: "sae/end-to-end",
      problem: "the network that reads the activations is needed",
      got: "none",
      cure: "pass it as network beside the source",
    })
  );
}

function unknownSite(site: string, { sites }: TargetNetwork): never {
  return fail("unknown-id", {
    where: "sae/end-to-end",
    problem: `the network's sites are ${sites.map(({ name }) => name).join(", ")}`,
    got: site,
    cure: "list every site that forward multiplies by",
  });
}
