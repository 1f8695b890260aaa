import { integer, number } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import type { Check, ClaimDefinition, ValueText } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import { seedsUpTo } from "../draws.ts";
import type { PanelsFigure } from "../figure.ts";
import { threadPost } from "../sources.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import { type Coded, codeKind, crowdOf, KINDS, type Kind } from "./kinds.ts";

/** Claim 21: the shortest description of each sample over both groups names what is there and nothing else. */
export const mdlPerSample: ClaimDefinition = defineClaim({
  id: "mdl-per-sample",
  number: 21,
  title: "The shortest description of a sample names what is in it",
  statement:
    "Describe every sample by the set of animals and attributes that takes the fewest bits. A bunny comes out as a bunny and a cute bunny as a " +
    "bunny and cute, with nothing added to polish the remainder. Such a code is no basis, and its numbers are still not the attributes' readings.",
  source: threadPost,
  trained: false,
  params: {
    animals: animalsParam,
    attributes: { ...attributesParam, min: 3 },
    noise: number({
      doc: "Standard deviation of the noise along each dimension; the code is told it.",
      default: 0.01,
      min: 0.001,
      max: 0.5,
      scale: "log",
    }),
    crowd: integer({
      label: "features of a crowded sample",
      doc: "Features in the crowded kind of sample, half animals and half attributes.",
      unit: "features",
      default: 10,
      min: 1,
      max: 30,
    }),
    samples: integer({
      doc: "Samples of each kind, per draw.",
      unit: "samples",
      default: 1,
      min: 1,
      max: 500,
    }),
  },
  sizes: { live: { samples: 40 }, ci: {}, full: { samples: 20 } },
  seeds: { live: seedsUpTo(5), ci: seedsUpTo(200), full: seedsUpTo(200) },
  values: {
    ...Object.fromEntries(KINDS.flatMap(kindValues)),
    exactCrowd: { label: "a crowded sample: share of samples whose set is exact" },
    extraFeatures: { label: "features named beyond those that are there, small kinds", unit: "features" },
    bitsShare: { label: "largest ratio of the shortest description to all attribute readings, small kinds" },
    readingsRSquared: {
      label: "R² of the code's attributes to what attribute circuits read, an animal and an attribute",
    },
    readingsLaw: { label: "the law k/(k + m) there" },
  },
  checks: [
    ...KINDS.map(
      ({ key, title }): Check => ({
        id: `exact-${key.toLowerCase()}`,
        role: "claim",
        expect: `${title}: the set is exactly what was put in`,
        value: `exact${key}`,
        min: key === "Three" ? 0.95 : 0.98,
        why: "set before recording, from earlier runs of the same setting",
      }),
    ),
    {
      id: "nothing-added",
      role: "claim",
      expect: "no feature is named to polish the remainder",
      value: "extraFeatures",
      min: -0.05,
      max: 0.05,
      why: "an atom must save more bits than its name and its coefficient cost",
    },
    {
      id: "short",
      role: "claim",
      expect: "the set costs less than half of what all attribute readings cost",
      value: "bitsShare",
      max: 0.5,
      why: "a name among a thousand costs ten bits; fifty numbers cost several bits each",
    },
    {
      id: "readings",
      role: "claim",
      expect: "and its attribute numbers are still not what attribute circuits read",
      value: "readingsRSquared",
      near: "readingsLaw",
      within: 0.05,
      why: "the animal's own share of each attribute is in the animal's code",
    },
    {
      id: "crowded",
      role: "limit",
      parameter: "crowd",
      expect: "in a crowd the set is often wrong",
      value: "exactCrowd",
      max: 0.9,
      why: "the search that proposes sets is past its transition",
    },
  ],
  variations: [
    {
      label: "Ten times the noise",
      params: { noise: 0.1 },
      expect: "Coefficients are told more coarsely and small features drown: sets are no longer always exact.",
    },
    {
      label: "A small crowd",
      params: { crowd: 4 },
      expect: "Four features at once are still named exactly: the limit is not confirmed.",
    },
  ],
  async *run({ animals, attributes, noise, crowd, samples }, { rng }) {
    const kinds = [...KINDS, crowdOf(crowd)];
    const total = kinds.length + 1;
    yield { step: 0, total, label: "drawing directions" };
    // The axes serve as attributes: a rotation of everything changes neither sets nor bits.
    const world = spanned.build(rng.split("world"), { animals, attributes, basis: "standard" });
    const coded: Coded[] = [];
    for (const kind of kinds) {
      yield { step: coded.length + 1, total, label: `describing ${kind.title}` };
      coded.push(codeKind(rng.split(kind.key), world, kind, samples, noise));
    }
    const small = coded.slice(0, KINDS.length);
    return {
      values: {
        ...Object.fromEntries(
          KINDS.flatMap(({ key }, i) => [
            [`exact${key}`, coded[i]!.exact],
            [`bits${key}`, coded[i]!.bits],
            [`dense${key}`, coded[i]!.dense],
          ]),
        ),
        exactCrowd: coded.at(-1)!.exact,
        extraFeatures: small.reduce((sum, { extra }) => sum + extra, 0) / small.length,
        bitsShare: Math.max(...small.map(({ bits, dense }) => bits / dense)),
        readingsRSquared: coded[1]!.readings,
        readingsLaw: 0.5,
      },
      figure: bitsFigure(kinds, coded),
    };
  },
});

function kindValues({ key, title }: Kind): [string, ValueText][] {
  return [
    [`exact${key}`, { label: `${title}: share of samples whose set is exact` }],
    [`bits${key}`, { label: `${title}: shortest description`, unit: "bits" }],
    [`dense${key}`, { label: `${title}: all attribute readings`, unit: "bits" }],
  ];
}

function bitsFigure(kinds: readonly Kind[], coded: readonly Coded[]): PanelsFigure {
  // A crowd whose set was not found has no short description at all; only its share of exact sets is drawn.
  const small = coded.slice(0, KINDS.length);
  const list = (of: (one: Coded) => number, digits: number, shown: readonly Kind[] = KINDS): string =>
    shown.map(({ title }, i) => `${title} ${of(coded[i]!).toFixed(digits)}`).join(", ");
  return {
    kind: "panels",
    title: "Describing samples by the shortest set",
    summary: `Bits of the shortest description: ${list(({ bits }) => bits, 0)}.`,
    figures: [
      {
        kind: "bars",
        title: "Bits per sample",
        summary: `All attribute readings take: ${list(({ dense }) => dense, 0)}.`,
        y: { label: "bits", min: 0 },
        categories: KINDS.map(({ title }) => title),
        series: [
          { name: "shortest set of animals and attributes", y: small.map(({ bits }) => bits) },
          { name: "all attribute readings", y: small.map(({ dense }) => dense) },
        ],
      },
      {
        kind: "bars",
        title: "Samples whose set is exact",
        summary: `Shares: ${list(({ exact }) => exact, 2, kinds)}.`,
        y: { label: "share of samples", min: 0, max: 1 },
        categories: kinds.map(({ title }) => title),
        series: [{ name: "exact set", y: coded.map(({ exact }) => exact) }],
      },
    ],
  };
}
