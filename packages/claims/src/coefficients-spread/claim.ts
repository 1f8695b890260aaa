import { multiply, rowOf } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import type { ClaimDefinition } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import { directionsOf } from "../groups.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";

/** Claim 2: an animal is a little of every attribute. */
export const coefficientsSpread: ClaimDefinition = defineClaim({
  id: "coefficients-spread",
  number: 2,
  title: "An animal is a little of every attribute",
  statement:
    "Written in attributes, an animal has coefficients of about 1/√d, none of them special: it takes many attributes to make " +
    "up even half of it.",
  source: threadPost,
  trained: false,
  params: { animals: animalsParam, attributes: attributesParam },
  sizes: { live: {}, ci: {}, full: {} },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    typical: { label: "mean |coefficient| times √d" },
    kurtosis: { label: "kurtosis of the coefficients (Gaussian: 3)" },
    sphereKurtosis: { label: "kurtosis expected of random unit vectors, 3d/(d+2)" },
    largestShare: { label: "share of an animal's squared length in its largest attribute" },
    attributesForHalf: { label: "attributes needed for half of the squared length", unit: "attributes" },
    shareForHalf: { label: "the same as a share of all attributes" },
    unevenness: { label: "largest over mean squared coefficient of one attribute, over all animals" },
  },
  checks: [
    {
      id: "size",
      role: "claim",
      expect: "coefficients have size about 1/√d",
      value: "typical",
      min: 0.75,
      max: 0.85,
      why: "mean |x| of a Gaussian is √(2/π) ≈ 0.80 standard deviations",
    },
    {
      id: "gaussian",
      role: "claim",
      expect: "they are spread like the coordinates of random unit vectors",
      value: "kurtosis",
      near: "sphereKurtosis",
      within: 0.1,
      why: "a few special coefficients would raise the kurtosis",
    },
    {
      id: "none-special",
      role: "claim",
      expect: "no attribute carries much of an animal",
      value: "largestShare",
      max: 0.2,
      why: "a defining attribute would carry most of it",
    },
    {
      id: "many-for-half",
      role: "claim",
      expect: "half of an animal takes many attributes",
      value: "shareForHalf",
      min: 0.08,
      why: "sorted squared Gaussians reach half at about 12 % of them",
    },
    {
      id: "no-favourite",
      role: "claim",
      expect: "no attribute is larger than the others over all animals",
      value: "unevenness",
      max: 1.3,
      why: "means of many squared Gaussians stay close to each other",
    },
  ],
  variations: [
    {
      label: "Three attributes",
      params: { attributes: 3 },
      expect: "With so few attributes one of them carries most of an animal: the check on the largest share fails.",
    },
  ],
  async *run({ animals, attributes }, { rng }) {
    yield { step: 0, total: 1, label: "drawing directions" };
    const world = spanned.build(rng.split("world"), { animals, attributes });
    const coefficients = multiply(directionsOf(world, "animals"), directionsOf(world, "attributes"), {
      transposeB: true,
    });
    const scale = Math.sqrt(attributes);
    let absolute = 0;
    let second = 0;
    let fourth = 0;
    const perAttribute = new Float64Array(attributes);
    const sortedShare = new Float64Array(attributes);
    for (let i = 0; i < animals; i++) {
      const squares = Float64Array.from(rowOf(coefficients, i), (x) => x * x);
      for (let j = 0; j < attributes; j++) {
        absolute += Math.sqrt(squares[j]!);
        second += squares[j]!;
        fourth += squares[j]! ** 2;
        perAttribute[j]! += squares[j]!;
      }
      squares.sort().reverse();
      for (let j = 0; j < attributes; j++) sortedShare[j]! += squares[j]! / animals;
    }
    const count = animals * attributes;
    const cumulative = [...sortedShare].map(
      (
        (sum) => (x: number) =>
          (sum += x)
      )(0),
    );
    const attributesForHalf = cumulative.findIndex((share) => share >= 0.5) + 1;
    const values = {
      typical: (absolute / count) * scale,
      kurtosis: fourth / count / (second / count) ** 2,
      sphereKurtosis: (3 * attributes) / (attributes + 2),
      largestShare: sortedShare[0]!,
      attributesForHalf,
      shareForHalf: attributesForHalf / attributes,
      unevenness: Math.max(...perAttribute) / (second / attributes),
    };
    return {
      values,
      figure: {
        kind: "lines" as const,
        title: "How much of an animal its largest attributes make up",
        summary: `The largest attribute carries ${(100 * values.largestShare).toFixed(0)} % of an animal's squared length; it takes ${attributesForHalf} of ${attributes} for half of it.`,
        x: { label: "attributes, largest first", min: 1 },
        y: { label: "share of squared length", min: 0, max: 1 },
        series: [{ name: "mean over animals", x: cumulative.map((_, i) => i + 1), y: cumulative }],
        references: [{ label: "half", y: 0.5 }],
      },
    };
  },
});
