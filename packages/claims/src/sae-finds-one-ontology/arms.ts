import type { DecomposerDefinition } from "@exampledon/decomposer";
import { l1, topK } from "@exampledon/sae";

/** What one trained SAE of the claim differs in. */
export interface Arm {
  /** Prefix of its values, e.g. `l1`. */
  readonly key: string;
  readonly title: string;
  readonly method: DecomposerDefinition;
  readonly latents: number;
  readonly params: Readonly<Record<string, unknown>>;
  /** Mean number of sparse attribute booleans per sample. */
  readonly booleans: number;
}

/** The parameters that decide which SAEs are trained. */
export interface ArmParams {
  readonly attributes: number;
  readonly latents: number;
  readonly booleans: number;
  readonly l1Coefficient: number;
  readonly k: number;
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly narrow: boolean;
  readonly addBooleans: number;
}

/** The SAEs to train: both methods as wide as asked; then as wide as the attributes; then with free attributes added. */
export function armsOf(p: ArmParams): Arm[] {
  const common = { steps: p.steps, batch: p.batch, learningRate: p.learningRate };
  const l1Arm = (key: string, latents: number, booleans: number, penalty: number): Arm => ({
    key,
    title: `L1, ${latents} latents${booleans > 0 ? `, ${booleans} free attributes` : ""}`,
    method: l1 as unknown as DecomposerDefinition,
    latents,
    booleans,
    params: { ...common, latents, l1Coefficient: penalty },
  });
  const topKArm = (key: string, latents: number, booleans: number, k: number): Arm => ({
    key,
    title: `TopK, ${latents} latents${booleans > 0 ? `, ${booleans} free attributes` : ""}`,
    method: topK as unknown as DecomposerDefinition,
    latents,
    booleans,
    params: { ...common, latents, k },
  });
  const arms = [l1Arm("l1", p.latents, p.booleans, p.l1Coefficient), topKArm("topK", p.latents, p.booleans, p.k)];
  if (p.narrow) {
    arms.push(
      l1Arm("narrowL1", p.attributes, p.booleans, p.l1Coefficient),
      topKArm("narrowTopK", p.attributes, p.booleans, Math.min(p.k, p.attributes)),
    );
  }
  if (p.addBooleans > 0) {
    // A sample then holds several features: a smaller penalty and a larger k, as many as are on.
    arms.push(
      l1Arm("freeL1", p.latents, p.addBooleans, (p.l1Coefficient * 2) / 3),
      topKArm("freeTopK", p.latents, p.addBooleans, p.k + Math.round(p.addBooleans)),
    );
  }
  return arms;
}
