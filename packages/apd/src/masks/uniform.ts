import { uniforms } from "../fill-uniform.ts";
import type { MaskSource } from "./mask-source.ts";

/** Uniform in [0, 1]: a component may be partly on. */
export const uniform: MaskSource<Record<never, never>> = {
  title: "uniform between importance and 1",
  params: {},
  draw: uniforms,
};
