import { matmul, mul, type Node, reshape, square, sum } from "@exampledon/compute";
import { matrix, multiply } from "@exampledon/core";
import { Matrix as MlMatrix, SingularValueDecomposition } from "ml-matrix";
import type { StepInput } from "./component-recipe.ts";
import type { NamedArray } from "./loss-term.ts";
import type { Setup, SiteSetup } from "./setup.ts";

type Arrays<T> = Readonly<Record<string, T>>;
type Sized = Pick<Setup<{ readonly components: number }>, "sites" | "params">;

/**
 * Whole matrices are held as the write factors of the unit vectors: component c is `1 · P_c`, so that everything that is
 * said of factors holds for them. These are the unit vectors, by name.
 */
export function onesOf({ sites, params }: Sized): Arrays<Float32Array> {
  return Object.fromEntries(
    ownMatrices(sites).map(({ name, inputs }) => {
      const ones = new Float32Array(params.components * inputs * inputs);
      for (let row = 0; row < params.components * inputs; row++) ones[row * inputs + (row % inputs)] = 1;
      return [`read.${name}`, ones];
    }),
  );
}

/** What is trained together with the unit vectors in front of it. */
export function withOnes({ setup, tape, arrays }: StepInput<{ readonly components: number }>): Arrays<Node> {
  const ones = Object.entries(onesOf(setup)).map(([name, data]) => {
    const { inputs } = setup.sites.find((site) => `read.${site.name}` === name)!;
    return [name, tape.constant(tape.backend.upload(data, [data.length / inputs, inputs]))] as const;
  });
  return { ...arrays, ...Object.fromEntries(ones) };
}

/** First whole matrices: the products of first factors. */
export function multiplyOut(factors: Arrays<NamedArray>, components: number): Arrays<NamedArray> {
  const out: Record<string, NamedArray> = {};
  for (const [key, read] of Object.entries(factors)) {
    if (!key.startsWith("read.")) continue;
    const write = factors[key.replace("read.", "write.")]!;
    const [inputs, outputs] = [read.shape[1]!, write.shape[1]!];
    const rank = read.shape[0]! / components;
    const data = new Float32Array(components * inputs * outputs);
    for (let c = 0; c < components; c++) {
      const rows = (array: NamedArray, width: number) =>
        matrix(rank, width, array.data.slice(c * rank * width, (c + 1) * rank * width));
      data.set(multiply(rows(read, inputs), rows(write, outputs), { transposeA: true }).data, c * inputs * outputs);
    }
    out[key.replace("read.", "write.")] = { shape: [components * inputs, outputs], data };
  }
  return out;
}

/** Singular vectors of every component of every matrix, `left.<site>` `[components × k × in]` and `right.<site>` `[… × out]`. */
export function singularVectors({ sites, params }: Sized, arrays: Arrays<Float32Array>): Arrays<NamedArray> {
  const out: Record<string, NamedArray> = {};
  for (const { name, inputs, outputs } of ownMatrices(sites)) {
    const count = Math.min(inputs, outputs);
    const left = new Float32Array(params.components * count * inputs);
    const right = new Float32Array(params.components * count * outputs);
    for (let c = 0; c < params.components; c++) {
      const whole = arrays[`write.${name}`]!.subarray(c * inputs * outputs, (c + 1) * inputs * outputs);
      const svd = new SingularValueDecomposition(MlMatrix.from1DArray(inputs, outputs, whole), { autoTranspose: true });
      for (let k = 0; k < count; k++) {
        left.set(svd.leftSingularVectors.getColumn(k), (c * count + k) * inputs);
        right.set(svd.rightSingularVectors.getColumn(k), (c * count + k) * outputs);
      }
    }
    out[`left.${name}`] = { shape: [params.components, count, inputs], data: left };
    out[`right.${name}`] = { shape: [params.components, count, outputs], data: right };
  }
  return out;
}

/**
 * Squared singular values of a site's components, `[components × k]`: with their vectors u, v held fixed,
 * `σ = u P vᵀ`, whose gradient `u ⊗ v` is that of the singular value.
 */
export function squaredSingularValues(site: SiteSetup, arrays: Arrays<Node>, constants: Arrays<Node>): Node {
  const name = site.transposeOf ?? site.name;
  const [left, right] = [constants[`left.${name}`]!, constants[`right.${name}`]!];
  const [components, , inputs] = left.shape as [number, number, number];
  const whole = reshape(arrays[`write.${name}`]!, [components, inputs, right.shape[2]!]);
  return square(sum(mul(matmul(left, whole), right), { axis: 2 }));
}

function ownMatrices(sites: readonly SiteSetup[]): readonly SiteSetup[] {
  return sites.filter(({ transposeOf }) => transposeOf === undefined);
}
