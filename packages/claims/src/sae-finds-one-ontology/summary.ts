import type { ValueText } from "../contract.ts";
import { ARCHITECTURES } from "./architectures.ts";
import type { MainArm, SweptArm } from "./figure.ts";

/** Architectures whose figures were known before this experiment; the bounds are theirs. */
const KNOWN: readonly string[] = ["l1", "topK", "batchTopK", "jumpRelu"];

/** What the numbers over several SAEs are. */
export const summaryValues: Readonly<Record<string, ValueText>> = {
  leastAnimals: { label: "lowest MMCS to animals of L1, TopK, BatchTopK and JumpReLU" },
  mostAboveChance: { label: "most that their MMCS to attributes is above that of random directions" },
  mostFound: { label: "most attributes that one of them has a latent for", unit: "attributes" },
  mostSingle: { label: "largest R² of the best single latent to an attribute's reading, any architecture" },
  leastTogether: { label: "lowest R² of all latents together to an attribute's reading, any architecture" },
  leastMagnitude: { label: "lowest R² of the matched latent to an animal's coefficient, of the first four" },
  narrowMostAnimals: { label: "as wide as the attributes: highest MMCS to animals" },
  narrowMostAttributes: { label: "as wide as the attributes: highest MMCS to attributes" },
  spareMostSingle: { label: "a latent for everything: largest R² of a single latent to an attribute's reading" },
  freeLeastAttributes: { label: "attributes vary freely: lowest MMCS to attributes of the first four" },
  freeMostBoth: { label: "attributes vary freely: largest of the smaller R² of the two groups" },
  bestBoth: { label: "largest over all SAEs of the smaller R² of the two groups, one latent each" },
};

/** Numbers over several SAEs; those of a round that was not trained are left out. */
export function summaryOf(main: readonly MainArm[], swept: readonly SweptArm[]): Record<string, number> {
  const saes = main.filter(({ arm }) => arm.key in ARCHITECTURES);
  const known = saes.filter(({ arm }) => KNOWN.includes(arm.key));
  const round = (change: string): readonly SweptArm[] => swept.filter(({ arm }) => arm.key.startsWith(change));
  const isKnown = ({ arm }: SweptArm): boolean =>
    KNOWN.some((key) => arm.key.toLowerCase().endsWith(key.toLowerCase()));
  const both = ({ score }: SweptArm): number => Math.min(score.animalsRSquared, score.attributesRSquared);
  const [narrow, spare, free] = [round("narrow"), round("spare"), round("free")];
  const of = <T>(arms: readonly T[], pick: (arm: T) => number, extreme: "least" | "most", name: string) =>
    arms.length > 0 ? { [name]: Math[extreme === "least" ? "min" : "max"](...arms.map(pick)) } : {};
  return {
    ...of(known, ({ score }) => score.animals, "least", "leastAnimals"),
    ...of(known, ({ score }) => score.attributes - score.chanceAttributes, "most", "mostAboveChance"),
    ...of(known, ({ score }) => score.attributesFound, "most", "mostFound"),
    ...of(known, ({ score }) => score.attributesRSquared, "most", "mostSingle"),
    ...of(saes, ({ score }) => score.attributesFromAll, "least", "leastTogether"),
    ...of(known, ({ score }) => score.animalsRSquared, "least", "leastMagnitude"),
    ...of(narrow, ({ score }) => score.animals, "most", "narrowMostAnimals"),
    ...of(narrow, ({ score }) => score.attributes, "most", "narrowMostAttributes"),
    ...of(spare, ({ score }) => score.attributesRSquared, "most", "spareMostSingle"),
    ...of(free.filter(isKnown), ({ score }) => score.attributes, "least", "freeLeastAttributes"),
    ...of(free, both, "most", "freeMostBoth"),
    ...of([...saes, ...swept], both, "most", "bestBoth"),
  };
}
