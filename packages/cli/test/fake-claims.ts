import { writeSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { type ClaimDefinition, defineClaim } from "@exampledon/claims";
import { fail, integer } from "@exampledon/core";

const common = {
  statement: "A value is as large as it was set.",
  source: { side: "thread", title: "A post", url: "https://example.org/post" },
  trained: true,
  params: { level: integer({ doc: "How large.", default: 1, min: 0, max: 10 }) },
  sizes: { live: {}, ci: { level: 2 }, full: { level: 3 } },
  seeds: { live: [1], ci: [1, 2, 3], full: [1, 2, 3, 4, 5] },
  values: { level: { label: "level", unit: "steps" } },
  variations: [],
} as const;

const levelCheck = { role: "claim", value: "level", why: "it was set so" } as const;

/** Passes at every level from 2 up, and has a limit that is confirmed from 3 up. */
export const passing: ClaimDefinition = defineClaim({
  ...common,
  id: "passing",
  number: 1,
  title: "Passing",
  checks: [
    { ...levelCheck, id: "high", expect: "the level is high", min: 2 },
    { ...levelCheck, id: "very-high", role: "limit", parameter: "level", expect: "the level is too high", min: 3 },
  ],
  async *run({ level }, { rng }) {
    yield { step: 1, total: 2 };
    yield { step: 2, total: 2 };
    return { values: { level: level + rng.split("noise").uniform(0, 0.1) }, figure: lineTo(level) };
  },
});

/** Fails at every level. */
export const refuted: ClaimDefinition = defineClaim({
  ...common,
  id: "refuted",
  number: 2,
  title: "Refuted",
  checks: [{ ...levelCheck, id: "higher", expect: "the level is out of reach", min: 100 }],
  async *run({ level }) {
    yield { step: 1, total: 1 };
    return { values: { level }, figure: lineTo(level) };
  },
});

/** Takes a minute for each seed, in small steps. */
export const slow: ClaimDefinition = defineClaim({
  ...common,
  id: "slow",
  number: 3,
  title: "Slow",
  checks: [{ ...levelCheck, id: "any", expect: "any level", min: 0 }],
  async *run({ level }) {
    for (let step = 1; step <= 6000; step++) {
      await setTimeout(10);
      yield { step, total: 6000 };
    }
    return { values: { level }, figure: lineTo(level) };
  },
});

/** Cannot be run. */
export const broken: ClaimDefinition = defineClaim({
  ...common,
  id: "broken",
  number: 4,
  title: "Broken",
  checks: [{ ...levelCheck, id: "any", expect: "any level", min: 0 }],
  // biome-ignore lint/correctness/useYield: it fails before it gets anywhere
  async *run() {
    return fail("not-finite", { where: "broken", problem: "it must run", got: "nothing", cure: "mend it" });
  },
});

/** Takes its process down at seed 2. */
export const crashing: ClaimDefinition = defineClaim({
  ...common,
  id: "crashing",
  number: 5,
  title: "Crashing",
  checks: [{ ...levelCheck, id: "any", expect: "any level", min: 0 }],
  async *run({ level }, { rng }) {
    yield { step: 1, total: 1 };
    if (rng.path === "2") process.exit(3);
    return { values: { level }, figure: lineTo(level) };
  },
});

/** Never ends and never looks up, having said which process it is in. */
export const stubborn: ClaimDefinition = defineClaim({
  ...common,
  id: "stubborn",
  number: 6,
  title: "Stubborn",
  checks: [{ ...levelCheck, id: "any", expect: "any level", min: 0 }],
  // biome-ignore lint/correctness/useYield: it never gets anywhere
  async *run() {
    writeSync(process.stderr.fd, `stubborn in ${process.pid}\n`);
    for (;;);
  },
});

function lineTo(y: number) {
  return {
    kind: "lines" as const,
    title: "A line",
    summary: "It rises.",
    x: { label: "x" },
    y: { label: "level" },
    series: [{ name: "level", x: [0, 1], y: [0, y] }],
  };
}
