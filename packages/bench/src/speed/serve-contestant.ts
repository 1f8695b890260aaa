import { createInterface } from "node:readline";
import type { Answer, Ask, Contestant, OpenTask } from "./protocol.ts";

/**
 * Answers the bench on standard input and output, one JSON text per line, until the input ends.
 * @param make makes the contestant; what it throws is why the contestant is absent
 */
export async function serveContestant(make: () => Promise<Contestant>): Promise<void> {
  const made = await make().catch((error: unknown) => ({ absent: messageOf(error) }));
  const open = new Map<string, OpenTask>();
  for await (const line of createInterface({ input: process.stdin })) {
    const reply = "absent" in made ? made : await answer(made, open, JSON.parse(line) as Ask);
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
  process.exit();
}

async function answer(contestant: Contestant, open: Map<string, OpenTask>, ask: Ask): Promise<Answer<unknown>> {
  try {
    if (ask.do === "describe") return { ok: await contestant.describe() };
    if (ask.do === "open") {
      const task = await contestant.open(ask.task);
      if (typeof task === "string") return { absent: task };
      open.set(ask.handle, task);
      return { ok: {} };
    }
    const task = open.get(ask.handle);
    if (!task) return { error: `no open task ${ask.handle}` };
    switch (ask.do) {
      case "run":
        return { ok: await task.run(ask.times) };
      case "save":
        return task.save ? { ok: await task.save(ask.times, ask.path) } : { absent: "it does not write checkpoints" };
      case "memory":
        return task.memory ? { ok: await task.memory(ask.times) } : { absent: "its memory is not looked at" };
      case "profile":
        return task.profile ? { ok: await task.profile(ask.times) } : { absent: "its steps are not looked into" };
      case "close":
        task.close();
        open.delete(ask.handle);
        return { ok: {} };
    }
  } catch (error) {
    return { error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
