import { isExampledonError, rng } from "@exampledon/core";
import type { ActivationSource } from "@exampledon/decomposer";
import { type Check, violation } from "../check.ts";
import type { Subject } from "./subject.ts";

type Fit = ReturnType<Subject["definition"]["fit"]>;

/** Whether a fit stops when told, and frees what it holds however it ends. */
export function stoppingChecks(subject: Subject): Check[] {
  const { definition, planted, params } = subject;
  return [
    {
      name: "aborts-within-one-step",
      run: async () => {
        const { drawn, steps } = await subject.reference();
        const middle = Math.floor(steps.length / 2);
        // From inside step `middle + 1` at the earliest; where that draws nothing, from between two steps.
        const before = middle > 0 ? drawn[middle - 1]! : 0;
        const control = new AbortController();
        let draws = 0;
        const source: ActivationSource = {
          dim: planted.source.dim,
          sample: (stream, batch) => {
            if (++draws > before) control.abort("conformance");
            return planted.source.sample(stream, batch);
          },
        };
        const every = drawn.at(-1)! > before ? 1_000_000 : 1;
        const fit = await start(subject, source, control.signal, every);
        if (every === 1) {
          await fit.next();
          control.abort("conformance");
        }
        const error = await drain(fit);
        if (!isExampledonError(error, "aborted")) {
          violation(
            "an aborted fit must end with the error aborted",
            String(error),
            "call throwIfAborted in every step",
          );
        }
        const allowed = drawn[Math.min(middle + 1, drawn.length - 1)]!;
        if (draws > allowed) {
          violation(
            `abort must take effect within one step, after at most ${allowed} batches`,
            draws,
            "look at the signal in every step",
          );
        }
      },
    },
    {
      name: "no-leaks",
      run: async () => {
        const endings: Readonly<Record<string, (signal: AbortController) => Promise<number>>> = {
          "the end": async () => leakOf(async (fit) => void (await drain(fit))),
          "return()": async () =>
            leakOf(async (fit) => {
              await fit.next();
              await fit.return(undefined as never);
            }),
          "an abort": async (control) =>
            leakOf(async (fit) => {
              await fit.next();
              control.abort("conformance");
              await drain(fit);
              await fit.return(undefined as never);
            }, control.signal),
          "an error of the source": async () =>
            leakOf(
              async (fit) => void (await drain(fit)),
              undefined,
              failingAfter(planted.source, Math.floor(((await subject.reference()).drawn.at(-1) ?? 0) / 2)),
            ),
        };
        for (const [name, ending] of Object.entries(endings)) {
          const leaked = await ending(new AbortController());
          if (leaked !== 0)
            violation(`no tensor may be alive after ${name}`, leaked, "dispose of them in a finally block");
        }
      },
    },
  ];

  async function leakOf(
    end: (fit: Fit) => Promise<void>,
    signal?: AbortSignal,
    source: ActivationSource = planted.source,
  ): Promise<number> {
    const backend = await subject.makeBackend();
    const before = backend.live().tensors;
    await end(definition.fit(subject.inputOf(source), params as never, { backend, rng: rng(1), every: 1, signal }));
    await backend.flush();
    return backend.live().tensors - before;
  }
}

async function start(subject: Subject, source: ActivationSource, signal: AbortSignal, every: number): Promise<Fit> {
  const context = { backend: await subject.makeBackend(), rng: rng(1), every, signal };
  return subject.definition.fit(subject.inputOf(source), subject.params as never, context);
}

/** Pulls to the end; the error it ended with, if any. */
async function drain(fit: Fit): Promise<unknown> {
  try {
    while (!(await fit.next()).done);
    return undefined;
  } catch (error) {
    return error;
  }
}

function failingAfter(source: ActivationSource, count: number): ActivationSource {
  let draws = 0;
  return {
    dim: source.dim,
    sample: (stream, batch) => {
      if (draws++ >= count) throw new Error("the source failed on purpose");
      return source.sample(stream, batch);
    },
  };
}
