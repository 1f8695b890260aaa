import { rng } from "@exampledon/core";
import { canonicalJson, decodeCheckpoint, encodeCheckpoint } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import { checkFinite, checkShapes } from "./result-checks.ts";
import type { Subject } from "./subject.ts";

/** Whether a fit can be pulled, paused, looked at and resumed without changing what it finds. */
export function steppingChecks(subject: Subject): Check[] {
  return [
    {
      name: "honest-steps",
      run: async () => {
        const { steps } = await subject.reference();
        const total = steps[0]?.total ?? violation("at least one step must be reported", 0, "yield the last step");
        steps.forEach((report, at) => {
          if (report.step !== at + 1)
            violation(`with every = 1, report ${at + 1} must be step ${at + 1}`, report.step, "count");
          if (report.total !== total) violation(`total must stay ${total}`, report.total, "state it from the first on");
        });
        if (steps.length !== total) violation(`the last step must be ${total}`, steps.length, "state the true total");
        const thirds = (await subject.observe({ every: 3 })).steps.map(({ step }) => step);
        const expected = steps.map(({ step }) => step).filter((step) => step % 3 === 0 || step === total);
        if (thirds.join() !== expected.join()) {
          violation(`with every = 3, reports must be of steps ${expected.join()}`, thirds.join(), "honour every");
        }
      },
    },
    {
      name: "pulling-changes-nothing",
      run: async () => {
        const whole = await subject.reference();
        const once = await subject.observe({ every: 1_000_000 });
        if (once.text !== whole.text) violation("`every` must not change the result", "a change", "report only");
        const { definition, params } = subject;
        const context = { backend: await subject.makeBackend(), rng: rng(1), every: 1 };
        const fit = definition.fit(subject.inputOf(), params as never, context);
        for (const expected of whole.steps.slice(0, 2)) {
          const next = await fit.next();
          if (next.done || describe(next.value.losses) !== describe(expected.losses)) {
            violation("two steps must be the start of a longer run", "other losses", "keep no state outside the fit");
          }
        }
        await fit.return(undefined as never);
      },
    },
    {
      name: "peek",
      run: async () => {
        const probe = subject.planted.source.sample(rng("probe"), 8);
        const looked = await subject.observe({
          onStep: async (step) => {
            const seen = await step.peek();
            checkShapes(seen, probe);
            checkFinite(seen, probe);
          },
        });
        if (looked.text !== (await subject.reference()).text) {
          violation("peeking must not change the result", "a change", "copy what peek needs");
        }
      },
    },
    {
      name: "resume",
      run: async () => {
        const whole = await subject.reference();
        const middle = Math.max(1, Math.floor(whole.steps.length / 2));
        let saved = "";
        await subject.observe({
          onStep: async (step) => {
            if (step.step === middle) saved = encodeCheckpoint(await step.checkpoint());
          },
        });
        const resume = decodeCheckpoint(saved);
        if (resume.method !== subject.definition.id || canonicalJson(resume.params) !== canonicalJson(subject.params)) {
          violation("a checkpoint must name its method and parameters", resume.method, "use createCheckpoint");
        }
        if (resume.step !== middle) violation(`the checkpoint of step ${middle} must say so`, resume.step, "count");
        // Another seed: random streams must be part of the state.
        const resumed = await subject.observe({ resume, seed: 99 });
        const rest = whole.steps.slice(middle);
        if (resumed.steps.map(({ step }) => step).join() !== rest.map(({ step }) => step).join()) {
          violation(
            `a resumed run must report steps ${middle + 1} and on`,
            resumed.steps.map(({ step }) => step).join(),
            "start after checkpoint.step",
          );
        }
        const same = resumed.steps.every(({ losses }, at) => describe(losses) === describe(rest[at]!.losses));
        if (!same || resumed.text !== whole.text) {
          violation(
            "a resumed run must end with the same bits, whatever seed it is given",
            "a difference",
            "save all that the next step needs: parameters, moments, counters, rng.state()",
          );
        }
      },
    },
  ];
}

function describe(losses: Readonly<Record<string, number>>): string {
  return Object.entries(losses).join(";");
}
