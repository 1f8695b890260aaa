import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RunningContestant } from "./contestant-process.ts";
import { kindOf } from "./kind-of.ts";
import type { MemoryAnswer } from "./protocol.ts";
import type { MemoryRow } from "./result.ts";
import { type Session, withTask } from "./session.ts";
import { stepTask, storeData, storeState } from "./step-task.ts";

/** The smallest step of the bench: what a step leaves behind does not depend on its size. */
const SIZES = { batch: 64, dim: 20, latents: 100 };
/** Longest time, in milliseconds, that all steps may take. */
const MOST = 20_000;

/** What long runs of this project's own contestants leave behind, per step. */
export async function memoryRows(
  session: Session,
  running: readonly RunningContestant[],
  folder: string,
): Promise<readonly MemoryRow[]> {
  const rows: MemoryRow[] = [];
  const own = running.filter(({ spec }) => spec.side === "own");
  for (const method of session.settings.methods) {
    const sizes = { ...SIZES, method };
    const inside = join(folder, `memory ${method.replace("/", "-")}`);
    mkdirSync(inside);
    const task = stepTask(
      sizes,
      storeData(sizes, inside),
      storeState(await kindOf(sizes).first(sizes), inside, "first"),
      {
        still: true,
      },
    );
    for (const contestant of own) {
      const found = await withTask(session, { contestant, variant: "", task }, async (ask) => {
        const { milliseconds } = await ask<{ milliseconds: number }>("run", { times: 1 });
        const times = Math.min(session.settings.memorySteps, Math.max(1, Math.floor(MOST / 2 / milliseconds)));
        return ask<MemoryAnswer>("memory", { times });
      });
      if ("value" in found) rows.push({ contestant: contestant.spec.id, method, ...found.value });
    }
  }
  return rows;
}
