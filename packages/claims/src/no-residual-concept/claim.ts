import { integer, type Matrix, matrix, normalizeRows, type Rng, selectRows } from "@exampledon/core";
import { labelled, spanned } from "@exampledon/geometry";
import { projectionResidual } from "@exampledon/metrics";
import { argmaxReadOff } from "@exampledon/networks";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { mean } from "../mean.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { projectOut } from "./project-out.ts";

/** A rotation changes no length; the axes are the cheapest. */
const basis = "standard";
const SHARES = [0, 0.25, 0.5, 0.75, 1];
/** Animals per draw whose identity is looked for in what is left. */
const IDENTIFIED = 50;

/** Claim 15: without its attributes nothing of an animal remains, unless it has a label. */
export const noResidualConcept: ClaimDefinition = defineClaim({
  id: "no-residual-concept",
  number: 15,
  title: "Take away the attributes and no animal is left",
  statement:
    "Project all attributes out of an animal's direction. If animals are sums of attributes nothing remains: there is no elephant beside " +
    "the elephant's attributes. If each has a label of its own, the label remains, and it says which animal it was.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    labelDims: integer({
      label: "label dimensions",
      doc: "Dimensions that hold the animals' labels in the world with labels; the other world lies in a stream as wide.",
      unit: "dimensions",
      default: 50,
      min: 1,
      max: 400,
    }),
  },
  sizes: { live: { animals: 100 }, ci: { animals: 20 }, full: { animals: 1000 } },
  seeds: { live: seedsUpTo(10), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    spannedLeft: { label: "largest share of an animal's length that is left without its attributes" },
    labelledLeft: { label: "with a label: mean share that is left" },
    labelledSpread: { label: "with a label: largest difference of a share from √½" },
    randomLeft: { label: "rms share left after projecting out as many random directions" },
    randomLaw: { label: "√(share of the dimensions left)" },
    halfLeft: { label: "rms share left without half of the attributes" },
    halfLaw: { label: "√(share of the attributes left)" },
    labelledHalfLeft: { label: "with a label: the same" },
    labelledHalfLaw: { label: "√(1 − half the share of attributes taken away)" },
    identified: { label: "with a label: share of animals that what is left tells from all others" },
  },
  checks: [
    {
      id: "nothing-left",
      role: "claim",
      expect: "without its attributes nothing of an animal is left",
      value: "spannedLeft",
      max: 1e-6,
      why: "it is a sum of them; float32 rounds to 6e-8",
    },
    {
      id: "label-left",
      role: "claim",
      expect: "with a label, √½ of its length is left",
      value: "labelledLeft",
      // biome-ignore lint/suspicious/noApproximativeNumericConstant: a bound, below the constant
      min: 0.707,
      max: 0.7072,
      why: "attributes and label have equal lengths by construction",
    },
    {
      id: "label-left-of-all",
      role: "claim",
      expect: "and of every animal the same",
      value: "labelledSpread",
      max: 1e-5,
      why: "each half is a unit vector, scaled alike",
    },
    {
      id: "label-identifies",
      role: "claim",
      expect: "what is left says which animal it was",
      value: "identified",
      min: 0.999,
      why: "random labels differ",
    },
    {
      id: "random-directions-leave-more",
      role: "claim",
      expect: "projecting out as many random directions leaves what the dimensions leave",
      value: "randomLeft",
      near: "randomLaw",
      within: 0.01,
      why: "a control: it is the attributes that hold the animals, not the number of directions",
    },
    {
      id: "half-the-attributes",
      role: "claim",
      expect: "half of the attributes hold half of the squared length",
      value: "halfLeft",
      near: "halfLaw",
      within: 0.005,
      why: "all attributes share alike in a random animal",
    },
    {
      id: "half-the-attributes-labelled",
      role: "claim",
      expect: "with a label they hold a quarter of it",
      value: "labelledHalfLeft",
      near: "labelledHalfLaw",
      within: 0.005,
      why: "the attributes' half of the squared length, halved",
    },
  ],
  variations: [
    {
      label: "A label of one dimension",
      params: { labelDims: 1 },
      expect:
        "The label is there and as long as before, but it is one of two points: it cannot say which animal it was.",
    },
    {
      label: "Few animals",
      params: { animals: 5 },
      expect: "Nothing changes: it does not matter how many animals there are.",
    },
  ],
  async *run({ animals, attributes, labelDims }, { rng }) {
    yield { step: 0, total: 2, label: "animals that are their attributes" };
    const width = attributes + labelDims;
    const plain = spanned.build(rng.split("world"), { animals, attributes, width, basis });
    const own = labelled.build(rng.split("labelled"), { animals, attributes, labelDims, basis });
    const order = rng.split("order").choose(attributes, attributes);
    const [features, labelledFeatures] = [directionsOf(plain, "animals"), directionsOf(own, "animals")];
    const spannedLeft = SHARES.map((share) => leftWithout(features, directionsOf(plain, "attributes"), order, share));
    const random = gaussianRows(rng.split("random"), attributes, width);
    const randomLeft = projectionResidual(features, random);

    yield { step: 1, total: 2, label: "animals with a label" };
    const axes = directionsOf(own, "attributes");
    const labelledLeft = SHARES.map((share) => leftWithout(labelledFeatures, axes, order, share));
    const shown = Array.from({ length: Math.min(animals, IDENTIFIED) }, (_, i) => i);
    const labels = projectOut(labelledFeatures, axes);
    const found = argmaxReadOff(normalizeRows(labels))(selectRows(labels, shown));
    const half = Math.round(attributes / 2) / attributes;
    const allLeft = labelledLeft.at(-1)!;
    return {
      values: {
        spannedLeft: Math.max(...spannedLeft.at(-1)!),
        labelledLeft: mean(allLeft),
        labelledSpread: allLeft.reduce((worst, left) => Math.max(worst, Math.abs(left - Math.SQRT1_2)), 0),
        randomLeft: rms(randomLeft),
        randomLaw: Math.sqrt(labelDims / width),
        halfLeft: rms(spannedLeft[2]!),
        halfLaw: Math.sqrt(1 - half),
        labelledHalfLeft: rms(labelledLeft[2]!),
        labelledHalfLaw: Math.sqrt(1 - half / 2),
        identified: mean(shown.map((animal) => Number(found[animal] === animal))),
      },
      figure: {
        kind: "lines" as const,
        title: "What is left of an animal",
        summary:
          `Attribute by attribute an animal that is made of them shrinks to nothing; one with a label keeps ${mean(allLeft).toFixed(2)} of ` +
          `its length. As many random directions leave ${rms(randomLeft).toFixed(2)} of either.`,
        x: { label: "share of the attributes projected out", min: 0, max: 1 },
        y: { label: "share of the length that is left", min: 0, max: 1.05 },
        series: [
          { name: "made of attributes", x: SHARES, y: spannedLeft.map(rms) },
          { name: "with a label", x: SHARES, y: labelledLeft.map(rms) },
        ],
        references: [{ label: "all random directions", y: rms(randomLeft) }],
      },
    };
  },
});

/** Share of each animal's length that is left without the first of the attributes in this order. */
function leftWithout(features: Matrix, attributes: Matrix, order: Int32Array, share: number): Float64Array {
  const gone = order.subarray(0, Math.round(share * attributes.rows));
  if (gone.length === 0) return new Float64Array(features.rows).fill(1);
  return projectionResidual(features, selectRows(attributes, gone));
}

function rms(values: Float64Array): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}

function gaussianRows(rng: Rng, rows: number, cols: number): Matrix {
  return matrix(
    rows,
    cols,
    Float32Array.from({ length: rows * cols }, () => rng.normal()),
  );
}
