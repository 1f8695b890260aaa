import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RunningContestant } from "./contestant-process.ts";
import { kindOf } from "./kind-of.ts";
import type { EncodeTask } from "./protocol.ts";
import type { TopKRow } from "./result.ts";
import { measure, type Session } from "./session.ts";
import { stepTask, storeData, storeState } from "./step-task.ts";

/** Under which the encoder alone is timed. */
const ENCODER = "encoder";

/** What a TopK step costs beyond its encoder, by latents and k: the part that should grow with k and not with latents. */
export async function topKRows(
  session: Session,
  running: readonly RunningContestant[],
  folder: string,
): Promise<readonly TopKRow[]> {
  const { latents: widths, k: counts, batch, dim } = session.settings.topK;
  const rows: TopKRow[] = [];
  for (const latents of widths) {
    for (const k of counts) {
      const sizes = { method: "sae/top-k", batch, dim, latents, k };
      const inside = join(folder, `top-k ${latents} ${k}`);
      mkdirSync(inside);
      const state = storeState(await kindOf(sizes).first(sizes), inside, "first");
      const task = stepTask(sizes, storeData(sizes, inside), state, { still: true });
      const encode: EncodeTask = { ...task, kind: "encode" };
      for (const contestant of running.filter(({ spec }) => spec.side === "own")) {
        const entries = [
          { contestant, variant: "", task },
          { contestant, variant: ENCODER, task: encode },
        ];
        const { timings } = await measure(session, "", entries, 10 * batch * dim * latents);
        const [step, encoder] = ["", ENCODER].map((variant) => timings.find((timing) => timing.variant === variant));
        if (!step || !encoder) continue;
        const beyond = step.median - encoder.median;
        rows.push({ contestant: contestant.spec.id, latents, k, batch, dim, encoder, step, beyond });
      }
    }
  }
  return rows;
}
