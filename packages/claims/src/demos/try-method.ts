import { choice, defaultsOf, fail, integer, type ParamSpec } from "@exampledon/core";
import type { DecomposerDefinition, Decomposition } from "@exampledon/decomposer";
import {
  chanceMeanMaxCosine,
  deadLatents,
  fractionOfVarianceUnexplained,
  l0,
  matchedFidelity,
  meanMaxCosine,
} from "@exampledon/metrics";
import type { ClaimDefinition, ValueText } from "../contract.ts";
import { trainMethod } from "../train-method.ts";
import { demoFigure, type GroupScore } from "./figure.ts";
import { DEMO_GROUPS, DEMO_WORLDS } from "./worlds.ts";

/** The most that keeps a demonstration within a second or two, for the methods that have such a parameter. */
const SMALL: Readonly<Record<string, number>> = {
  latents: 30,
  components: 30,
  steps: 600,
  batch: 128,
  samples: 1000,
  iterations: 15,
};
const SEEDS = [1, 2, 3, 4, 5];
const CHANCE_DRAWS = 5;

/**
 * A demonstration of a method: any of a few small worlds, all of the method's parameters, and what it finds. It claims
 * nothing and has no checks; pages and commands run it as they run a claim.
 * @throws `bad-param` when a parameter of the method has the name of one of the demonstration's own
 */
export function tryMethod(method: DecomposerDefinition): ClaimDefinition {
  const own = ["world", "heldOut"];
  const clash = own.find((name) => name in method.params);
  if (clash !== undefined) {
    fail("bad-param", {
      where: `tryMethod: ${method.id}`,
      problem: `a method's parameter must not be called ${own.join(" or ")}`,
      got: clash,
      cure: "rename it",
    });
  }
  const world = choice({
    doc: "What the activations are made of.",
    default: Object.keys(DEMO_WORLDS)[0]!,
    choices: Object.keys(DEMO_WORLDS),
  });
  const heldOut = integer({
    label: "evaluation samples",
    doc: "Fresh samples that the scores are measured on.",
    unit: "samples",
    default: 1000,
    min: 10,
    max: 20_000,
  });
  const params: ParamSpec = { world, ...method.params, heldOut };
  const defaults = defaultsOf(method.params);
  const small = Object.fromEntries(
    Object.entries(SMALL)
      .filter(([name]) => name in method.params)
      .map(([name, most]) => [name, Math.min(most, Number(defaults[name]))]),
  );
  return {
    id: `try-${method.id.replace("/", "-")}`,
    kind: "demo",
    inputs: "demos",
    number: 0,
    title: `Try ${method.title}`,
    statement: method.summary,
    source: { side: "method", title: method.references[0]!.text, url: method.references[0]!.url },
    trained: method.tags.stochastic,
    params,
    sizes: { live: small, ci: small, full: small },
    seeds: { live: [1], ci: SEEDS, full: SEEDS },
    values: valueTexts(),
    checks: [],
    variations: [],
    async *run(values, context) {
      const { world: name, heldOut: count, ...rest } = values as Readonly<Record<string, unknown>>;
      const planted = DEMO_WORLDS[name as string]!(context.rng.split("world"));
      const steps: number[] = [];
      const curves = planted.groups.map(() => [] as number[]);
      const chances = planted.groups.map(
        ({ directions, name: group }) =>
          chanceMeanMaxCosine(
            { features: directions, latents: Number(rest.latents ?? rest.components) || planted.dim },
            context.rng.split(`chance ${group}`),
            CHANCE_DRAWS,
          ).mean,
      );
      const scoresOf = (decomposition: Decomposition): number[] =>
        planted.groups.map(({ directions }) => meanMaxCosine(directions, decomposition.write).mean);
      const soFar = (): GroupScore[] =>
        planted.groups.map(({ name: group }, i) => ({ group, curve: curves[i]!, chance: chances[i]! }));
      const fit = trainMethod({ method, params: rest, world: planted, rng: context.rng.split("fit") }, context);
      for (;;) {
        const next = await fit.next();
        if (next.done) {
          const { found, scores } = measure(next.value, soFar());
          return { values: found, figure: demoFigure(method.title, planted, steps, scores, next.value.write) };
        }
        steps.push(next.value.step);
        for (const [i, score] of scoresOf(await next.value.peek()).entries()) curves[i]!.push(score);
        yield {
          step: next.value.step,
          total: next.value.total,
          label: "learning",
          figure: demoFigure(method.title, planted, steps, soFar(), undefined),
          log: Object.entries(next.value.losses)
            .map(([term, loss]) => `${term} ${loss.toPrecision(4)}`)
            .join(", "),
        };
      }

      function measure(
        decomposition: Decomposition,
        known: readonly GroupScore[],
      ): { found: Record<string, number>; scores: GroupScore[] } {
        const batch = planted.sample(context.rng.split("evaluate"), count as number);
        const activity = decomposition.activity(batch.activations);
        const found: Record<string, number> = {
          fvu: fractionOfVarianceUnexplained(batch.activations, decomposition.reconstruct(batch.activations)),
          l0: l0(activity),
          dead: deadLatents(activity),
        };
        const scores = planted.groups.map(({ name: group, directions }, i) => {
          const mmcs = meanMaxCosine(directions, decomposition.write).mean;
          const target = batch.coefficients[group]!;
          const rSquared = matchedFidelity({
            activity,
            write: decomposition.write,
            target,
            features: directions,
          }).affine;
          Object.assign(found, {
            [`${group}Found`]: mmcs,
            [`${group}Chance`]: chances[i]!,
            [`${group}RSquared`]: rSquared,
          });
          return { ...known[i]!, found: mmcs, rSquared };
        });
        return { found, scores };
      }
    },
  };
}

function valueTexts(): Record<string, ValueText> {
  return {
    ...Object.fromEntries(
      DEMO_GROUPS.flatMap((group): [string, ValueText][] => [
        [`${group}Found`, { label: `MMCS to ${group}` }],
        [`${group}Chance`, { label: `MMCS to ${group} of random directions` }],
        [`${group}RSquared`, { label: `affine R² of the matched component to what circuits read of ${group}` }],
      ]),
    ),
    fvu: { label: "fraction of variance unexplained" },
    l0: { label: "L0", unit: "components" },
    dead: { label: "components that never fire", unit: "components" },
  };
}
