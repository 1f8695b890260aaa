import { integer, type Matrix, type Rng } from "@exampledon/core";
import type { DecomposerDefinition } from "@exampledon/decomposer";
import { spanned, type World } from "@exampledon/geometry";
import { l1, topK } from "@exampledon/sae";
import type { Check, ClaimDefinition, ValueText } from "../contract.ts";
import { defineClaim } from "../define-claim.ts";
import type { BarsFigure } from "../figure.ts";
import { directionsOf } from "../groups.ts";
import { saeParams } from "../sae-params.ts";
import { threadPost } from "../sources.ts";
import { trainMethod } from "../train-method.ts";
import { animalsParam, attributesParam } from "../world-params.ts";
import {
  animalNodes,
  attributeNodes,
  basisNodes,
  type Edges,
  edgesInto,
  edgesIntoOwn,
  halfAndHalf,
  identityMatrix,
  latentNodes,
  ownShare,
} from "./nodes.ts";

const SEEDS = [1, 2, 3, 4, 5];

/** The dictionaries compared, in the order of the figure, with the prefix of their values. */
const ROWS = [
  { key: "own", title: "the model's own features" },
  { key: "animalsOnly", title: "animals only" },
  { key: "attributesOnly", title: "attributes only" },
  { key: "half", title: "half and half" },
  { key: "neurons", title: "neurons" },
  { key: "rotation", title: "random rotation" },
  { key: "l1", title: "L1 SAE (smaller world)" },
  { key: "topK", title: "TopK SAE (smaller world)" },
  { key: "smallAttributes", title: "attributes only (smaller world)" },
  { key: "smallAnimals", title: "animals only (smaller world)" },
] as const;

type EdgesByRow = Partial<Record<(typeof ROWS)[number]["key"], Edges>>;

/** Claim 6: over the nodes of any one dictionary, the other ontology's circuits have many edges. */
export const circuitsLookMessy: ClaimDefinition = defineClaim({
  id: "circuits-look-messy",
  number: 6,
  title: "In any one dictionary, some circuits look messy",
  statement:
    "Draw each circuit as edges from the nodes of a dictionary. Animal circuits need most attributes, attribute circuits need most animals, " +
    "a half-and-half dictionary makes both messy, and so do neurons, a random rotation and trained SAEs. Over the model's own features each circuit has one edge.",
  source: threadPost,
  trained: true,
  params: {
    animals: animalsParam,
    attributes: attributesParam,
    smallAnimals: integer({
      label: "animals of the SAEs' world",
      doc: "Animals in the world that the SAEs are trained on, and their number of latents.",
      unit: "animals",
      default: 100,
      min: 2,
      max: 2000,
    }),
    smallAttributes: integer({
      label: "attributes of the SAEs' world",
      doc: "Attributes in the world that the SAEs are trained on.",
      unit: "attributes",
      default: 20,
      min: 2,
      max: 200,
    }),
    ...saeParams,
    samples: integer({
      doc: "Samples that attributions are averaged over.",
      unit: "samples",
      default: 2000,
      min: 100,
      max: 20000,
    }),
  },
  sizes: {
    live: { animals: 200 },
    ci: {},
    full: { smallAnimals: 1000, smallAttributes: 50, steps: 3000 },
  },
  seeds: { live: [1], ci: SEEDS, full: SEEDS },
  values: {
    ...Object.fromEntries(ROWS.flatMap(({ key, title }) => edgeValues(key, title))),
    halfOwnAnimals: { label: "half and half: share of an animal circuit's attribution from its own node" },
    halfOwnAttributes: { label: "half and half: share of an attribute circuit's attribution from its own node" },
    attributesOnlyShare: { label: "attributes only: share of the attributes that an animal circuit needs" },
    animalsOnlyShare: { label: "animals only: share of the animals that an attribute circuit needs" },
    l1Share: { label: "L1 SAE: share of the latents that an attribute circuit needs" },
    topKShare: { label: "TopK SAE: share of the latents that an attribute circuit needs" },
  },
  checks: [
    {
      id: "own-animals",
      role: "claim",
      expect: "over the model's own features an animal circuit has one edge",
      value: "ownAnimals",
      min: 1,
      max: 1,
      why: "it reads one variable",
    },
    {
      id: "own-attributes",
      role: "claim",
      expect: "and so has an attribute circuit",
      value: "ownAttributes",
      min: 1,
      max: 1,
      why: "it reads one variable",
    },
    {
      id: "attributes-only",
      role: "claim",
      expect: "over attributes an animal circuit needs most of them",
      value: "attributesOnlyShare",
      min: 0.5,
      why: "95 % of a sum of squared Gaussians takes over half of them",
    },
    {
      id: "animals-only",
      role: "claim",
      expect: "over animals an attribute circuit needs most of them",
      value: "animalsOnlyShare",
      min: 0.5,
      why: "every animal has every attribute",
    },
    {
      id: "half-animals",
      role: "claim",
      expect: "half and half: an animal circuit takes half from its own node",
      value: "halfOwnAnimals",
      min: 0.49,
      max: 0.51,
      why: "the attributes carry the other half",
    },
    {
      id: "half-attributes",
      role: "claim",
      expect: "half and half: an attribute circuit takes half from its own node",
      value: "halfOwnAttributes",
      min: 0.49,
      max: 0.51,
      why: "the animals carry the other half",
    },
    ...(["neurons", "rotation"] as const).map(
      (key): Check => ({
        id: key,
        role: "claim",
        expect: `over ${key === "neurons" ? "neurons" : "a random rotation"} an animal circuit has no fewer edges than over attributes`,
        value: `${key}Animals`,
        near: "attributesOnlyAnimals",
        within: 2,
        why: "all orthonormal bases are alike to random directions",
      }),
    ),
    ...(["l1", "topK"] as const).map(
      (key): Check => ({
        id: `${key}-attributes`,
        role: "claim",
        expect: `over the latents of a trained ${key === "l1" ? "L1" : "TopK"} SAE an attribute circuit needs most`,
        value: `${key}Share`,
        min: 0.5,
        why: "the latents are animals, and every animal has every attribute",
      }),
    ),
  ],
  variations: [
    {
      label: "Few animals",
      params: { animals: 10 },
      expect:
        "An attribute circuit then needs only the few animals there are: less messy in number, though still most of them.",
    },
  ],
  async *run(params, context) {
    const total = 2 * params.steps + 1;
    const { animals, attributes, samples } = params;
    yield { step: 0, total, label: "counting edges of the exact dictionaries" };
    const world = spanned.build(context.rng.split("world"), { animals, attributes });
    const edges: EdgesByRow = exactEdges(world, samples, context.rng);
    const batch = world.sample(context.rng.split("samples"), samples);
    const half = halfAndHalf(world, batch);
    const shares = {
      halfOwnAnimals: ownShare(half, directionsOf(world, "animals"), 0, batch.coefficients.animals!),
      halfOwnAttributes: ownShare(half, directionsOf(world, "attributes"), animals),
    };
    yield {
      step: 1,
      total,
      label: "training SAEs",
      figure: edgesFigure(edges),
      values: { ...valuesOf(edges), ...shares },
    };
    const small = spanned.build(context.rng.split("small world"), {
      animals: params.smallAnimals,
      attributes: params.smallAttributes,
    });
    const fresh = small.sample(context.rng.split("small samples"), samples);
    edges.smallAttributes = edgesInto(attributeNodes(small, fresh), small, fresh);
    edges.smallAnimals = edgesInto(animalNodes(small, fresh), small, fresh);
    const common = {
      latents: params.smallAnimals,
      steps: params.steps,
      batch: params.batch,
      learningRate: params.learningRate,
    };
    const runs = [
      {
        key: "l1" as const,
        method: l1 as unknown as DecomposerDefinition,
        params: { ...common, l1Coefficient: params.l1Coefficient },
      },
      { key: "topK" as const, method: topK as unknown as DecomposerDefinition, params: { ...common, k: params.k } },
    ];
    for (const [index, { key, ...run }] of runs.entries()) {
      const training = trainMethod({ ...run, world: small, rng: context.rng.split(`fit ${key}`) }, context);
      for (;;) {
        const next = await training.next();
        if (next.done) {
          edges[key] = edgesInto(latentNodes(next.value, fresh), small, fresh);
          break;
        }
        yield {
          step: 1 + index * params.steps + next.value.step,
          total,
          label: `training ${key === "l1" ? "L1" : "TopK"}`,
        };
      }
      yield { step: 1 + (index + 1) * params.steps, total, label: "counting edges", figure: edgesFigure(edges) };
    }
    const needs = {
      attributesOnlyShare: edges.attributesOnly!.animals / attributes,
      animalsOnlyShare: edges.animalsOnly!.attributes / animals,
      l1Share: edges.l1!.attributes / params.smallAnimals,
      topKShare: edges.topK!.attributes / params.smallAnimals,
    };
    return { values: { ...valuesOf(edges), ...shares, ...needs }, figure: edgesFigure(edges) };
  },
});

function exactEdges(world: World, samples: number, rng: Rng): EdgesByRow {
  const batch = world.sample(rng.split("samples"), samples);
  const into = (nodes: Parameters<typeof edgesInto>[0]): Edges => edgesInto(nodes, world, batch);
  return {
    own: edgesIntoOwn(batch),
    animalsOnly: into(animalNodes(world, batch)),
    attributesOnly: into(attributeNodes(world, batch)),
    half: into(halfAndHalf(world, batch)),
    neurons: into(basisNodes(batch, identityMatrix(world.dim))),
    rotation: into(basisNodes(batch, rotationOf(world.dim, rng))),
  };
}

/** A random orthonormal basis: the attributes of another world of the same width. */
function rotationOf(dim: number, rng: Rng): Matrix {
  return directionsOf(spanned.build(rng.split("rotation"), { animals: 1, attributes: dim }), "attributes");
}

function valuesOf(edges: EdgesByRow): Record<string, number> {
  return Object.fromEntries(
    Object.entries(edges).flatMap(([key, { animals, attributes }]) => [
      [`${key}Animals`, animals],
      [`${key}Attributes`, attributes],
    ]),
  );
}

function edgesFigure(edges: EdgesByRow): BarsFigure {
  const rows = ROWS.filter(({ key }) => edges[key]);
  return {
    kind: "bars",
    title: "Edges per circuit for 95 % of its attribution",
    summary:
      `Over the attributes an animal circuit needs ${edges.attributesOnly!.animals.toFixed(0)} edges; over the animals an attribute circuit needs ` +
      `${edges.animalsOnly!.attributes.toFixed(0)}; over the model's own features either needs ${edges.own!.animals.toFixed(0)}.`,
    y: { label: "edges", scale: "log", min: 1 },
    categories: rows.map(({ title }) => title),
    series: [
      { name: "animal circuits", y: rows.map(({ key }) => edges[key]!.animals) },
      { name: "attribute circuits", y: rows.map(({ key }) => edges[key]!.attributes) },
    ],
  };
}

function edgeValues(key: string, title: string): [string, ValueText][] {
  return [
    [`${key}Animals`, { label: `${title}: edges per animal circuit`, unit: "edges" }],
    [`${key}Attributes`, { label: `${title}: edges per attribute circuit`, unit: "edges" }],
  ];
}
