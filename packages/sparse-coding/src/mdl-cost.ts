import { log2Choose } from "./log2-choose.ts";

/** What a message's length depends on, beside the message. */
export interface MdlCostOptions {
  /** Numbers of atoms in the groups that are counted separately, `[groups]`. */
  readonly groups: readonly number[];
  readonly dim: number;
  readonly noise: number;
  readonly binWidth: number;
  readonly range: number;
  readonly maxAtoms: number;
  readonly nonNegative: boolean;
}

/** The parts of one message. */
export interface MdlCost {
  readonly supportBits: number;
  readonly coefficientBits: number;
  readonly residualBits: number;
  readonly bits: number;
}

/** A function from a support and the squared length of its residual to the bits of {@link mdlCode}. */
export function mdlCost(options: MdlCostOptions): (support: readonly number[], square: number) => MdlCost {
  const { groups, dim, noise, binWidth, range, maxAtoms, nonNegative } = options;
  const perCoefficient = Math.log2(range / binWidth) + (nonNegative ? 0 : 1);
  const groupOf = Int32Array.from(groups.flatMap((size, group) => new Array<number>(size).fill(group)));
  const howMany = groups.reduce((bits, size) => bits + Math.log2(Math.min(size, maxAtoms) + 1), 0);
  return (support, square) => {
    const counts = new Int32Array(groups.length);
    for (const atom of support) counts[groupOf[atom]!]!++;
    const supportBits = groups.reduce((bits, size, group) => bits + log2Choose(size, counts[group]!), howMany);
    const coefficientBits = support.length * perCoefficient;
    const residualBits = (square / (noise * noise) - dim) / (2 * Math.LN2);
    return { supportBits, coefficientBits, residualBits, bits: supportBits + coefficientBits + residualBits };
  };
}
