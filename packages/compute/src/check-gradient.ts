import { fail, rng } from "@exampledon/core";
import type { Backend, Shape, Tensor } from "./backend.ts";
import { createTape } from "./create-tape.ts";
import { mul } from "./ops/arithmetic.ts";
import { sum } from "./ops/reductions.ts";
import { sizeOf } from "./shapes.ts";
import type { Node } from "./tape.ts";

/** One input of a differentiable function. */
export interface ExampleInput {
  readonly shape: Shape;
  readonly data: readonly number[];
  /** Whether it takes no gradient: indices, masks. Default false. */
  readonly constant?: boolean;
}

/** A function of nodes, and a point at which to check its gradient: away from kinks, ties and poles. */
export interface GradientExample {
  readonly name: string;
  readonly inputs: readonly ExampleInput[];
  run(nodes: readonly Node[]): Node;
}

/** How to take differences. */
export interface GradientCheckOptions {
  /** Distance between the points; default `tolerance.op^(1/5) / 8` of the backend, so 0.008 on `cpu`. */
  readonly step?: number;
  /** How numbers become what the backend uploads; default float32. */
  encode?(data: Float64Array): Float32Array;
}

/** The worst entry of a gradient check. */
export interface GradientCheck {
  readonly name: string;
  /** Whether `error ≤ tolerance` for every entry of every input. */
  readonly ok: boolean;
  /** Largest |analytic − numeric|, relative to the largest gradient or the values that changed. */
  readonly error: number;
  readonly tolerance: number;
  /** Where the largest error is. */
  readonly input: number;
  readonly index: number;
  readonly analytic: number;
  readonly numeric: number;
}

/**
 * Compares gradients with central differences, entry by entry, through a fixed random weighting of the output.
 *
 * Five points (error `h⁴/30 · f⁗′`) let the step stay large, so that rounding, `1.5 · tolerance.op · |f| / h`, stays
 * small; the bound is `4 · tolerance.op / h`. Cost: four runs per entry.
 * @throws `bad-param` when no input takes a gradient
 */
export async function checkGradient(
  backend: Backend,
  { name, inputs, run }: GradientExample,
  { step, encode = (data) => Float32Array.from(data) }: GradientCheckOptions = {},
): Promise<GradientCheck> {
  const h = step ?? backend.tolerance.op ** 0.2 / 8;
  const tolerance = (4 * backend.tolerance.op) / h;
  const values = inputs.map(({ data }) => Float64Array.from(data));
  const variables = inputs.flatMap(({ constant }, i) => (constant ? [] : [i]));
  if (variables.length === 0) {
    fail("bad-param", {
      where: "checkGradient",
      problem: "some input must take a gradient",
      got: name,
      cure: "leave `constant` out for it",
    });
  }

  const record = (): { readonly nodes: readonly Node[]; readonly output: Node } => {
    const tape = createTape(backend);
    const nodes = inputs.map(({ shape, constant }, i) => {
      const tensor = backend.upload(encode(values[i]!), shape);
      return constant ? tape.constant(tensor) : tape.variable(tensor);
    });
    return { nodes, output: run(nodes) };
  };
  const evaluate = (): Promise<Float32Array> => take(backend, () => record().output.tensor);

  const base = await evaluate();
  const stream = rng("checkGradient").split(name);
  const weights = Float64Array.from(base, () => (stream.uniform() < 0.5 ? -1 : 1) * stream.uniform(0.5, 1.5));
  const weigh = (values: ArrayLike<number>): number => weights.reduce((total, w, i) => total + w * values[i]!, 0);

  let worst: GradientCheck | undefined;
  for (const input of variables) {
    const analytic = await take(backend, () => {
      const { nodes, output } = record();
      const upstream = output.tape.constant(backend.upload(encode(weights), output.shape));
      return output.tape.gradients(sum(mul(output, upstream)), [nodes[input]!])[0]!;
    });
    const numeric = new Float64Array(analytic.length);
    let scale = Math.max(...Array.from(analytic, Math.abs));
    const entries = values[input]!;
    for (let index = 0; index < entries.length; index++) {
      const at = entries[index]!;
      const points: Float32Array[] = [];
      for (const offset of [-2, -1, 1, 2]) {
        entries[index] = at + offset * h;
        points.push(await evaluate());
      }
      entries[index] = at;
      const [farBelow, below, above, farAbove] = points as [Float32Array, Float32Array, Float32Array, Float32Array];
      // The difference is taken before the sum: what did not change must not add its rounding.
      const slopes = base.map((_, i) => (8 * (above[i]! - below[i]!) - (farAbove[i]! - farBelow[i]!)) / (12 * h));
      numeric[index] = weigh(slopes);
      scale = Math.max(scale, weighMagnitude(base, slopes, weights));
    }
    for (let index = 0; index < analytic.length; index++) {
      const error = Math.abs(analytic[index]! - numeric[index]!) / (scale || 1);
      // Written so that NaN counts as the worst.
      if (!worst || !(error <= worst.error)) {
        const [a, n] = [analytic[index]!, numeric[index]!];
        worst = { name, ok: error <= tolerance, error, tolerance, input, index, analytic: a, numeric: n };
        if (Number.isNaN(error)) return worst;
      }
    }
  }
  return worst!;
}

/** Sum of the magnitudes of the outputs that an entry moved: what rounding is relative to. */
function weighMagnitude(base: Float32Array, slopes: Float32Array, weights: Float64Array): number {
  return base.reduce((total, value, i) => total + (slopes[i] === 0 ? 0 : Math.abs(weights[i]! * value)), 0);
}

async function take(backend: Backend, make: () => Tensor): Promise<Float32Array> {
  const tensor = backend.scope(make);
  const values = await backend.read(tensor);
  backend.dispose(tensor);
  return values;
}

/** Values for inputs of these shapes: evenly spaced over (low, high), shuffled; no two equal, none at the middle. */
export function spacedInputs(name: string, shapes: readonly Shape[], low = -2, high = 2): ExampleInput[] {
  const total = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  const count = 4 * Math.ceil(total / 4);
  const order = rng("spacedInputs").split(name).choose(count, count);
  let at = 0;
  return shapes.map((shape) => ({
    shape,
    data: Array.from({ length: sizeOf(shape) }, () => low + ((order[at++]! + 0.5) * (high - low)) / count),
  }));
}
