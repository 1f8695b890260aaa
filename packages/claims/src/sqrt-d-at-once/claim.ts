import { integer, number, type Rng } from "@exampledon/core";
import { independent, spanned } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { checks } from "./checks.ts";
import { limitsFigure, type WidthScore } from "./figure.ts";
import { crowdAt, noiseAt } from "./read-offs.ts";
import { values } from "./values.ts";

/** Widths of the sweep over dimensions, squares so that their roots are whole. */
const WIDTHS = [16, 64, 256];
const WIDTH_ANIMALS = 20;
/** A rotation changes no reading; the axes are the cheapest. */
const basis = "standard";

/** Claim 13: how many attributes can be on before reading an animal off the activation fails. */
export const sqrtDAtOnce: ClaimDefinition = defineClaim({
  id: "sqrt-d-at-once",
  number: 13,
  title: "Only about √d things can be on at once",
  statement:
    "Every attribute that is on disturbs the reading of every animal. Unrelated attributes add up like a random walk, conspiring ones " +
    "in a straight line, and then about √d of them silence a circuit. Picking one animal among all fails sooner. Random directions " +
    "without any structure have the same limit.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    threshold: number({
      doc: "Reading at which an animal's circuit starts to answer; the animal alone reads 1.",
      default: 0.5,
      min: 0.05,
      max: 0.95,
      step: 0.05,
    }),
    trials: integer({
      doc: "Samples per draw and number of attributes from which all animals are read.",
      unit: "samples",
      default: 10,
      min: 1,
      max: 500,
    }),
  },
  sizes: { live: { animals: 500 }, ci: { animals: 200 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(20), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values,
  checks,
  variations: [
    {
      label: "A wide space",
      params: { attributes: 400 },
      expect:
        "The root of the dimension disturbs a single circuit less and less, and even the choice among all animals improves.",
    },
    {
      label: "Few animals",
      params: { animals: 5 },
      expect:
        "With few rivals, picking the right animal survives many more attributes; the conspiring ones do not care.",
    },
    {
      label: "A cautious threshold",
      params: { threshold: 0.1 },
      expect:
        "A low threshold survives the worst case, and pays with circuits that answer to animals that are not there.",
    },
  ],
  async *run({ animals, attributes, threshold, trials }, { rng }) {
    yield { step: 0, total: 3, label: "animals made of attributes" };
    const [root, half] = [Math.round(Math.sqrt(attributes)), Math.max(1, Math.floor(attributes / 2))];
    const three = Math.min(3, attributes);
    const wanted = [0, 1, three, root, Math.round(0.3 * attributes), half, attributes];
    const counts = [...new Set(wanted)].sort((a, b) => a - b);
    const at = <T>(list: readonly T[], count: number): T => list[counts.indexOf(count)]!;
    const order = rng.split("order").choose(attributes, attributes);
    const crowd = { counts, trials, threshold };
    const world = spanned.build(rng.split("world"), { animals, attributes, basis });
    const noise = noiseAt(world, order, counts, threshold);
    const all = crowdAt(world, rng.split("samples"), crowd);

    yield { step: 1, total: 3, label: "unrelated random directions" };
    const unrelated = independent.build(rng.split("independent"), { animals, attributes, dim: attributes });
    const otherNoise = noiseAt(unrelated, order, counts, threshold);
    const others = crowdAt(unrelated, rng.split("samples"), crowd);

    yield { step: 2, total: 3, label: "other widths" };
    const widths = WIDTHS.map((width) => scoreWidth(rng.split(`width ${width}`), width, threshold));
    const law = (count: number): number => Math.sqrt(count / attributes);
    return {
      values: {
        noiseOne: at(noise, 1).rms,
        noiseRoot: at(noise, root).rms,
        noiseHalf: at(noise, half).rms,
        lawOne: law(1),
        lawRoot: law(root),
        lawHalf: law(half),
        worstRatio: at(noise, root).worst / (root / Math.sqrt(attributes)),
        missesRoot: at(noise, root).misses,
        worstMissesRoot: at(noise, root).worstMisses,
        argmaxMissesThree: at(all, three).argmaxMisses,
        argmaxMissesRoot: at(all, root).argmaxMisses,
        argmaxLawThree: at(all, three).law,
        argmaxLawRoot: at(all, root).law,
        falseCircuitsRoot: at(all, root).falseCircuits,
        unrelatedNoiseRoot: at(otherNoise, root).rms,
        unrelatedWorstMissesRoot: at(otherNoise, root).worstMisses,
        unrelatedArgmaxMissesRoot: at(others, root).argmaxMisses,
        narrowMisses: widths[0]!.root,
        wideMisses: widths.at(-1)!.root,
        wideWorstMisses: widths.at(-1)!.worst,
        narrowEighthMisses: widths[0]!.eighth,
        wideEighthMisses: widths.at(-1)!.eighth,
      },
      figure: limitsFigure({ counts, noise, all, others, widths }),
    };
  },
});

function scoreWidth(rng: Rng, width: number, threshold: number): WidthScore {
  const world = spanned.build(rng.split("world"), { animals: WIDTH_ANIMALS, attributes: width, basis });
  const order = rng.split("order").choose(width, width);
  const [root, eighth] = noiseAt(world, order, [Math.sqrt(width), width / 8], threshold);
  return { width, root: root!.misses, worst: root!.worstMisses, eighth: eighth!.misses };
}
