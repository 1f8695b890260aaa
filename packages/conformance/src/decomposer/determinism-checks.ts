import { type Matrix, rng } from "@exampledon/core";
import { canonicalJson, decompositionFromJson } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import type { Subject } from "./subject.ts";

/** Whether the result depends on input, parameters and seed alone, and the inputs are left as they were. */
export function determinismChecks(subject: Subject): Check[] {
  const { definition, planted } = subject;
  return [
    {
      name: "runs",
      run: async () => {
        const { result } = await subject.reference();
        if (result.method !== definition.id) violation(`method must be ${definition.id}`, result.method, "set it");
        const { params } = result.toJSON();
        if (canonicalJson(params) !== canonicalJson(subject.params)) {
          violation("the JSON must hold the parameters of the run", params, "pass them to createDecomposition");
        }
      },
    },
    {
      name: "leaves-inputs-alone",
      run: async () => {
        const drawn: { readonly given: Matrix; readonly before: Float32Array }[] = [];
        const input = subject.inputOf({
          dim: planted.source.dim,
          sample: (stream, batch) => {
            const given = planted.source.sample(stream, batch);
            drawn.push({ given, before: given.data.slice() });
            return given;
          },
        });
        const truth = planted.truth.data.slice();
        const params = { ...subject.params };
        const fit = definition.fit(input, params as never, {
          backend: await subject.makeBackend(),
          rng: rng(1),
          every: 1,
        });
        while (!(await fit.next()).done);
        if (drawn.some(({ given, before }) => !sameBits(given.data, before))) {
          violation("activations must not be changed", "a changed batch", "copy them first");
        }
        if (!sameBits(planted.truth.data, truth))
          violation("the truth must not be changed", "a change", "copy it first");
        if (canonicalJson(params) !== canonicalJson(subject.params)) {
          violation("parameters must not be changed", params, "copy them first");
        }
      },
    },
    {
      name: "same-seed-same-bits",
      run: async () => {
        const [a, b] = [await subject.reference(), await subject.observe()];
        if (a.text !== b.text || canonicalJson(a.steps.map(lossesOf)) !== canonicalJson(b.steps.map(lossesOf))) {
          violation("two runs with one seed must agree to the bit", "a difference", "draw only from context.rng");
        }
      },
    },
    {
      name: "seed-matters-iff-stochastic",
      run: async () => {
        const [a, b] = [await subject.reference(), await subject.observe({ seed: 2 })];
        const differs = a.text !== b.text;
        if (differs !== definition.tags.stochastic) {
          violation(
            `tags.stochastic is ${definition.tags.stochastic}, so another seed must give ${differs ? "the same" : "another"} result`,
            differs ? "another" : "the same",
            "correct the tag, or the use of context.rng",
          );
        }
      },
    },
    {
      name: "json-round-trip",
      run: async () => {
        const { result, text } = await subject.reference();
        const back = decompositionFromJson(JSON.parse(text));
        const x = planted.source.sample(rng("json"), 32);
        const same =
          canonicalJson(back.toJSON()) === text &&
          sameBits(back.activity(x).data, result.activity(x).data) &&
          sameBits(back.reconstruct(x).data, result.reconstruct(x).data);
        if (!same)
          violation("a decomposition must come back from JSON to the same bits", "a difference", "write all of it");
      },
    },
  ];
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, at) => Object.is(value, b[at]));
}

/** NaN losses are the business of another check; here they must not end the comparison. */
function lossesOf({ losses }: { readonly losses: Readonly<Record<string, number>> }): readonly string[][] {
  return Object.entries(losses).map(([name, value]) => [name, String(value)]);
}
