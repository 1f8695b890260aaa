import { uniforms } from "../fill-uniform.ts";
import type { MaskSource } from "./mask-source.ts";

/** 0 or 1 with equal chance: a component is at its importance or fully on. */
export const binomial: MaskSource<Record<never, never>> = {
  title: "at importance or fully on",
  params: {},
  draw: (rng, count) => uniforms(rng, count).map(Math.round),
};
