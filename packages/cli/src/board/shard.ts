import { InvalidArgumentError } from "commander";

/** One of several machines that share the cells of a board. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Reads `i/n`. Parser of a commander option. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text.trim());
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > count) throw new InvalidArgumentError("Write it as i/n with 1 ≤ i ≤ n, e.g. 2/3.");
  return { index, count };
}

/** The items of a shard; every item is in exactly one of them. */
export function ofShard<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, at) => at % count === index - 1);
}
