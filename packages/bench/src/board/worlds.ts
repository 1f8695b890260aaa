import { circular, composed, hierarchical, spanned, superposition, type WorldDefinition } from "@exampledon/geometry";
import type { BoardWorld } from "./contract.ts";

const thread = { animals: 1000, attributes: 50 };
const small = { animals: 40, attributes: 12 };

/** The worlds of the board: the thread's geometry in three regimes, and four in which dictionaries are known to do well or badly. */
export const boardWorlds: readonly BoardWorld[] = [
  {
    id: "one",
    title: "One animal at a time",
    definition: spanned as unknown as WorldDefinition,
    sizes: { ci: { params: small, width: 40 }, full: { params: thread, width: 1000 } },
  },
  {
    id: "few",
    title: "One to three animals",
    definition: spanned as unknown as WorldDefinition,
    sizes: {
      ci: { params: { ...small, activeMax: 3 }, width: 40 },
      full: { params: { ...thread, activeMax: 3 }, width: 1000 },
    },
  },
  {
    id: "one-and-attributes",
    title: "One animal and free attributes",
    definition: spanned as unknown as WorldDefinition,
    sizes: {
      ci: { params: { ...small, booleans: 1 }, width: 52 },
      full: { params: { ...thread, booleans: 2 }, width: 1050 },
    },
  },
  {
    id: "tree",
    title: "Parents and children",
    definition: hierarchical as unknown as WorldDefinition,
    sizes: { ci: { params: {}, width: 20 }, full: { params: {}, width: 20 } },
  },
  {
    id: "red-triangle",
    title: "Colours and shapes",
    definition: composed as unknown as WorldDefinition,
    sizes: { ci: { params: { shareOfPairs: 0.9 }, width: 12 }, full: { params: { shareOfPairs: 0.9 }, width: 12 } },
  },
  {
    id: "superposition",
    title: "Features in superposition",
    definition: superposition as unknown as WorldDefinition,
    sizes: {
      ci: { params: { features: 30, dim: 12, sparsity: 0.95 }, width: 30 },
      full: { params: { features: 400, dim: 50, sparsity: 0.99 }, width: 400 },
    },
  },
  {
    id: "circles",
    title: "Circles",
    definition: circular as unknown as WorldDefinition,
    sizes: { ci: { params: {}, width: 16 }, full: { params: { circles: 16, dim: 32 }, width: 128 } },
  },
];
