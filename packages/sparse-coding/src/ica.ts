import { fail, type IntegerField, integer, type Matrix, matrix, type ParamsOf } from "@exampledon/core";
import {
  createDecomposition,
  type DecomposerDefinition,
  type Decomposition,
  defineDecomposer,
  type FitContext,
  type FitInput,
  type FitStep,
} from "@exampledon/decomposer";
import { Matrix as MlMatrix } from "ml-matrix";
import * as z from "zod/mini";
import { dataSet } from "./data-set.ts";
import { decorrelate, fastIcaUpdate } from "./fast-ica-update.ts";
import { fitSteps } from "./fit-steps.ts";
import { samplesParam } from "./learn-params.ts";
import { type Whitened, whiten } from "./whiten.ts";

const id = "sparse-coding/ica";

const params: {
  readonly components: IntegerField;
  readonly samples: IntegerField;
  readonly iterations: IntegerField;
} = {
  components: integer({
    doc: "How many components, at most as many as directions in which the samples vary; 0 for all of these.",
    unit: "components",
    default: 0,
    min: 0,
    max: 65536,
  }),
  samples: { ...samplesParam, default: 8192 },
  iterations: integer({
    doc: "How many fixed-point steps.",
    unit: "steps",
    default: 100,
    min: 1,
    max: 100_000,
    scale: "log",
  }),
};

/** Independent components: the directions along which whitened data are least Gaussian, no more than dimensions. */
export const ica: DecomposerDefinition<typeof params> = defineDecomposer({
  id,
  title: "ICA",
  summary:
    "Whitens the activations and turns them to where their coordinates are least Gaussian (FastICA, symmetric, tanh).",
  references: [
    {
      text: "A. Hyvärinen (1999), Fast and robust fixed-point algorithms for independent component analysis",
      url: "https://doi.org/10.1109/72.761722",
    },
  ],
  params,
  tags: { space: "activation", stochastic: true, signed: true, usesTruth: false },
  fit,
});

function fit(
  { source }: FitInput,
  values: ParamsOf<typeof params>,
  context: FitContext,
): AsyncGenerator<FitStep, Decomposition, void> {
  const data = dataSet(id, source, values.samples, context);
  let known: Whitened | undefined;
  const whitened = (): Whitened => {
    known ??= whiten(id, data.samples(), values.components);
    return known;
  };
  let unmixing: MlMatrix | undefined;
  const current = (): MlMatrix => {
    const { components } = whitened();
    unmixing ??= context.resume ? unpack(context.resume.state.unmixing, components) : start(context, components);
    return unmixing;
  };
  return fitSteps(
    {
      id,
      params: values,
      total: values.iterations,
      advance: () => {
        const before = current();
        unmixing = fastIcaUpdate(before, whitened().white);
        // A row that only changed its sign has not moved.
        const moved = unmixing.mmul(before.transpose()).diagonal();
        return { change: Math.max(...moved.map((cosine) => Math.abs(1 - Math.abs(cosine)))) };
      },
      build: () => decompose(values, whitened(), current()),
      save: () => ({ data: data.start, unmixing: current().to1DArray() }),
    },
    context,
  );
}

/** A random orthogonal matrix. */
function start({ rng }: FitContext, components: number): MlMatrix {
  const stream = rng.split("init");
  const rows = Array.from({ length: components }, () => Array.from({ length: components }, () => stream.normal()));
  return decorrelate(new MlMatrix(rows));
}

/** Reads unmix, writes mix back; each component's sign is such that its activity has its longer tail above 0. */
function decompose(values: ParamsOf<typeof params>, whitened: Whitened, unmixing: MlMatrix): Decomposition {
  const { mean, forward, back, white, components } = whitened;
  const signs = skewSigns(white, unmixing);
  const signed = MlMatrix.diag(signs).mmul(unmixing);
  const center = Float32Array.from(mean);
  return createDecomposition({
    method: id,
    params: { ...values },
    read: toMatrix(signed.mmul(forward), components, mean.length),
    // W is orthogonal, so its inverse is its transpose and row c of the mixing matrix is row c of W times the way back.
    write: toMatrix(signed.mmul(back), components, mean.length),
    offset: center,
    center,
    activation: { kind: "identity" },
  });
}

/** ±1 for each row: the sign of its sources' third moment. */
function skewSigns(white: Float64Array, unmixing: MlMatrix): number[] {
  const n = unmixing.rows;
  return Array.from({ length: n }, (_, row) => {
    const w = unmixing.getRow(row);
    let third = 0;
    for (let at = 0; at < white.length; at += n) {
      let source = 0;
      for (let c = 0; c < n; c++) source += w[c]! * white[at + c]!;
      third += source * source * source;
    }
    return third < 0 ? -1 : 1;
  });
}

function toMatrix(m: MlMatrix, rows: number, cols: number): Matrix {
  return matrix(rows, cols, Float32Array.from(m.to1DArray()));
}

/** Plain arrays keep every bit of a float64 in JSON. */
function unpack(state: unknown, components: number): MlMatrix {
  const parsed = z.array(z.number()).safeParse(state);
  if (!parsed.success || parsed.data.length !== components * components) {
    return fail("corrupt-file", {
      where: `${id}: state.unmixing`,
      problem: `must hold ${components} × ${components} numbers`,
      got: parsed.success ? parsed.data.length : state,
      cure: "start again without the checkpoint",
    });
  }
  return MlMatrix.from1DArray(components, components, parsed.data);
}
