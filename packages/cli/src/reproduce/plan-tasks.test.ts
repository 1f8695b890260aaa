import type { ClaimDefinition } from "@exampledon/claims";
import { expect, it } from "vitest";
import { fakeCatalog } from "../../test/fake-catalog.ts";
import { passing } from "../../test/fake-claims.ts";
import { type PlannedRun, planRuns } from "./plan-runs.ts";
import { type ClaimTask, longestFirst, planTasks } from "./plan-tasks.ts";

const drawn: ClaimDefinition = { ...passing, id: "drawn", number: 0, trained: false };

function plan(seeds: readonly number[]): readonly ClaimTask[] {
  const request = { ids: [], size: "ci", seeds, settings: {}, record: false } as const;
  return planTasks(planRuns(fakeCatalog("", [drawn, passing]), request));
}

it.each([1, 2, 8, 9, 200])("covers %i seeds once and in order", (count) => {
  const seeds = Array.from({ length: count }, (_, i) => 3 * i);
  const byRun = new Map<PlannedRun, ClaimTask[]>();
  for (const task of plan(seeds)) byRun.set(task.run, [...(byRun.get(task.run) ?? []), task]);
  for (const tasks of byRun.values()) {
    expect(tasks.flatMap((task) => task.seeds)).toEqual(seeds);
    for (const task of tasks) expect(seeds[task.offset]).toBe(task.seeds[0]);
  }
  expect([...byRun.values()].map((tasks) => tasks.length <= 8)).toEqual([true, count <= 8]);
});

it("puts trainings first and keeps the order otherwise", () => {
  const tasks = longestFirst(plan([5, 7]));
  expect(tasks.map(({ run, seeds }) => [run.claim.id, ...seeds])).toEqual([
    ["passing", 5],
    ["passing", 7],
    ["drawn", 5],
    ["drawn", 7],
  ]);
});
