import { integer, type Matrix, multiply, type Rng, rowNorms, rowOf, stackRows } from "@exampledon/core";
import { labelled, spanned, type World } from "@exampledon/geometry";
import { argmaxReadOff } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { chanceToReadLargest, coordinateDistribution } from "../random-directions.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { attributesOf, labelsOf, overwrite } from "./overwrite.ts";

const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** A rotation changes no reading; the axes are the cheapest. */
const basis = "standard";

/** Claim 14: one cannot choose an animal's attributes freely unless the animal is more than its attributes. */
export const noFreeAttributes: ClaimDefinition = defineClaim({
  id: "no-free-attributes",
  number: 14,
  title: "A rabbit with an elephant's attributes is an elephant",
  statement:
    "Set some of an animal's attribute values at will. Few of them leave it the animal that it was; the more are set, the less it is, " +
    "and with all of them set it is gone. Only animals with a label of their own can have any attributes.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    labelDims: integer({
      label: "label dimensions",
      doc: "Dimensions that hold the animals' labels in the world with labels.",
      unit: "dimensions",
      default: 50,
      min: 1,
      max: 400,
    }),
    trials: integer({ doc: "Animals that are changed, per draw.", unit: "animals", default: 8, min: 1, max: 200 }),
  },
  sizes: { live: { animals: 500 }, ci: { animals: 200, trials: 6 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(20), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    writtenError: { label: "largest error of an attribute value that was set, in either world" },
    spanned20: { label: "share of animals still read as themselves, a fifth of the attributes set at random" },
    spanned40: { label: "the same, two fifths set" },
    spanned60: { label: "the same, three fifths set" },
    spanned80: { label: "the same, four fifths set" },
    spanned100: { label: "the same, all set" },
    law40: { label: "what random directions predict, two fifths set" },
    law60: { label: "the same, three fifths set" },
    law80: { label: "the same, four fifths set" },
    chance: { label: "one over the number of animals" },
    copied60: { label: "share still read as themselves, three fifths copied from another animal" },
    copied100: { label: "the same, all copied" },
    labelled100: { label: "with a label: share read as themselves, all attributes set at random" },
    labelledCopied100: { label: "with a label: the same, all copied from another animal" },
    byLabel100: { label: "with a label, and reading it alone: all copied from another animal" },
  },
  checks: [
    {
      id: "written",
      role: "claim",
      expect: "the attributes read what they were set to, in both worlds",
      value: "writtenError",
      max: 1e-5,
      why: "attribute directions are orthonormal; float32 rounds to 6e-8",
    },
    {
      id: "few-set",
      role: "claim",
      expect: "with few attributes set, the animal is still read",
      value: "spanned20",
      min: 0.95,
      why: "most of its direction is left: reading 1 − q/d against interference 1/√d",
    },
    ...(["40", "60", "80"] as const).map((share) => ({
      id: `law-${share}`,
      role: "claim" as const,
      expect: `with ${share} % set, it is read as often as among random directions`,
      value: `spanned${share}`,
      near: `law${share}`,
      within: 0.04,
      why: "the other animals are random directions: F(reading/‖a‖)^(n − 1); three standard errors of the ci size",
    })),
    {
      id: "all-set",
      role: "claim",
      expect: "with all set, it is read at chance",
      value: "spanned100",
      near: "chance",
      within: 0.01,
      why: "the activation does not depend on the animal any more",
    },
    {
      id: "all-copied",
      role: "claim",
      expect: "with all attributes of another animal, it is that animal",
      value: "copied100",
      max: 0.001,
      why: "the same attributes are the same point",
    },
    {
      id: "label-keeps",
      role: "claim",
      expect: "with a label, it is still read when all are set",
      value: "labelled100",
      min: 0.95,
      why: "it reads one half against interference of one tenth at fifty label dimensions: more than two deviations above the largest of a thousand",
    },
    {
      id: "label-alone",
      role: "claim",
      expect: "reading the label alone, it is never lost",
      value: "byLabel100",
      min: 0.995,
      why: "no attribute reaches the label's dimensions",
    },
  ],
  variations: [
    {
      label: "A label of two dimensions",
      params: { labelDims: 2 },
      expect: "Many animals share nearly the same label, and identity is lost there too.",
    },
    {
      label: "Few animals",
      params: { animals: 5 },
      expect: "With few rivals most of the attributes can be set before the animal is lost; all of them still cannot.",
    },
  ],
  async *run({ animals, attributes, labelDims, trials }, { rng }) {
    yield { step: 0, total: 2, label: "animals that are their attributes" };
    const counts = SHARES.map((share) => Math.round(share * attributes));
    const plan = planOf(rng.split("plan"), animals, attributes, trials);
    const wished = wishes(rng.split("wishes"), attributes);
    const plain = spanned.build(rng.split("world"), { animals, attributes, basis });
    const random = setEach(plain, plan, counts, wished);
    const copied = setEach(plain, plan, counts, attributesOf(plain, plan.other));
    const features = directionsOf(plain, "animals");
    const law = lawOf(features, plan.animals, random, attributes);

    yield { step: 1, total: 2, label: "animals with a label" };
    const own = labelled.build(rng.split("labelled"), { animals, attributes, labelDims, basis });
    // An animal's attributes make up half of its squared length there.
    const halved = wished.map((value) => value * Math.SQRT1_2);
    const labelledRandom = setEach(own, plan, counts, halved);
    const labelledCopied = setEach(own, plan, counts, attributesOf(own, plan.other));
    const readWhole = argmaxReadOff(directionsOf(own, "animals"));

    const curves = {
      random: keptOf(argmaxReadOff(features), plan.animals, random),
      copied: keptOf(argmaxReadOff(features), plan.animals, copied),
      labelled: keptOf(readWhole, plan.animals, labelledRandom),
      labelledCopied: keptOf(readWhole, plan.animals, labelledCopied),
      byLabel: keptOf(argmaxReadOff(labelsOf(own)), plan.animals, labelledCopied),
    };
    return {
      values: {
        writtenError: Math.max(
          writtenError(plain, random.at(-1)!, wished),
          writtenError(own, labelledRandom.at(-1)!, halved),
        ),
        spanned20: curves.random[1]!,
        spanned40: curves.random[2]!,
        spanned60: curves.random[3]!,
        spanned80: curves.random[4]!,
        spanned100: curves.random[5]!,
        law40: law[2]!,
        law60: law[3]!,
        law80: law[4]!,
        chance: 1 / animals,
        copied60: curves.copied[3]!,
        copied100: curves.copied[5]!,
        labelled100: curves.labelled[5]!,
        labelledCopied100: curves.labelledCopied[5]!,
        byLabel100: curves.byLabel[5]!,
      },
      figure: {
        kind: "lines" as const,
        title: "Whose attributes may be set",
        summary:
          "As more attributes are set at will, an animal that is its attributes is read as itself less and less often, down to never. " +
          "One with a label goes on being read.",
        x: { label: "share of the attributes that are set", min: 0, max: 1 },
        y: { label: "share of animals read as themselves", min: 0, max: 1.05 },
        series: [
          { name: "set at random", x: SHARES, y: curves.random },
          { name: "predicted", x: SHARES, y: law },
          { name: "copied from another animal", x: SHARES, y: curves.copied },
          { name: "with a label, set at random", x: SHARES, y: curves.labelled },
          { name: "with a label, copied", x: SHARES, y: curves.labelledCopied },
          { name: "with a label that is read alone, copied", x: SHARES, y: curves.byLabel },
        ],
      },
    };
  },
});

interface Plan {
  /** The animals to change. */
  readonly animals: readonly number[];
  /** The animal to copy from. */
  readonly other: number;
  /** In which order attributes are set. */
  readonly order: readonly number[];
}

function planOf(rng: Rng, animals: number, attributes: number, trials: number): Plan {
  const [other, ...rest] = rng.choose(animals, Math.min(animals, trials + 1));
  return { animals: rest, other: other!, order: [...rng.choose(attributes, attributes)] };
}

/** Attribute values of an animal that nobody has seen: a random unit vector. */
function wishes(rng: Rng, attributes: number): Float32Array {
  const drawn = Float32Array.from({ length: attributes }, () => rng.normal());
  const length = Math.sqrt(drawn.reduce((sum, value) => sum + value * value, 0));
  return drawn.map((value) => value / length);
}

/** The changed animals, one matrix for each count of attributes set. */
function setEach(world: World, plan: Plan, counts: readonly number[], values: ArrayLike<number>): Matrix[] {
  return counts.map((count) => overwrite(world, { animals: plan.animals, set: plan.order.slice(0, count), values }));
}

/** For each matrix, the share of its rows that are read as the animals that they were made from. */
function keptOf(read: (a: Matrix) => Int32Array, animals: readonly number[], changed: readonly Matrix[]): number[] {
  const found = read(stackRows(...changed));
  return changed.map((_, at) => mean(animals.map((animal, i) => Number(found[at * animals.length + i] === animal))));
}

function lawOf(features: Matrix, animals: readonly number[], changed: readonly Matrix[], dim: number): number[] {
  const distribution = coordinateDistribution(dim);
  return changed.map((activations) => {
    const lengths = rowNorms(activations);
    return mean(
      animals.map((animal, i) => {
        const direction = rowOf(features, animal);
        const reading = rowOf(activations, i).reduce((sum, value, k) => sum + value * direction[k]!, 0);
        return chanceToReadLargest(distribution, reading, lengths[i]!, features.rows - 1);
      }),
    );
  });
}

/** Largest error of the attribute readings of activations all of whose attributes were set. */
function writtenError(world: World, activations: Matrix, values: ArrayLike<number>): number {
  const { data, cols } = multiply(activations, directionsOf(world, "attributes"), { transposeB: true });
  return data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - values[at % cols]!)), 0);
}
