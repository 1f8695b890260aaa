import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { type RunningContestant, startContestant } from "./contestant-process.ts";
import type { ContestantSpec } from "./contestants.ts";
import { kindOf } from "./kind-of.ts";
import { memoryRows } from "./memory-rows.ts";
import type { SpeedTask } from "./protocol.ts";
import { ratiosOf } from "./ratios.ts";
import type { LossCheck, MatmulCell, Missing, SpeedResult, StepCell } from "./result.ts";
import { type Entry, measure, type Session } from "./session.ts";
import { NETWORK_METHOD, type SpeedSettings } from "./settings.ts";
import { type CellFinding, stepCells } from "./step-cells.ts";
import type { StepSizes } from "./step-sizes.ts";
import { topKRows } from "./top-k-rows.ts";

/** How to run a speed bench, and whom to tell. */
export interface SpeedOptions {
  readonly settings: SpeedSettings;
  readonly contestants: readonly ContestantSpec[];
  readonly signal: AbortSignal;
  /** Share of the cells that is done, 0 … 1, and what is being measured. */
  progress(fraction: number, label: string): void;
  note(line: string): void;
}

/**
 * Times products and training steps of every contestant that is there, in turns within one run, so that all see the same
 * disturbances. Before a step is timed, its losses must follow the reference's.
 * @throws `aborted`
 */
export async function runSpeed(options: SpeedOptions): Promise<SpeedResult> {
  const { settings, signal, note } = options;
  const begin = loadavg()[0]!;
  const folder = mkdtempSync(join(tmpdir(), "exampledon-bench-"));
  const missing: Missing[] = [];
  const running: RunningContestant[] = [];
  const children = new Set<ChildProcess>();
  const stopAll = (): void => {
    for (const child of children) child.kill("SIGKILL");
  };
  process.once("exit", stopAll);
  try {
    for (const { spec, started } of await startAll(options.contestants, children)) {
      if (typeof started !== "string") running.push(started);
      else {
        missing.push({ contestant: spec.id, reason: started });
        note(`${spec.id} is not there: ${started}`);
      }
    }
    const session: Session = { settings, signal, rates: new Map() };
    const plan = planOf(settings);
    const done = (index: number): void => options.progress(index / plan.length, plan[index]?.label ?? "done");
    const matmul: MatmulCell[] = [];
    const steps: StepCell[] = [];
    const checks: LossCheck[] = [];
    for (const [index, part] of plan.entries()) {
      done(index);
      if (part.kind === "product") {
        const cell = await productCell(session, running, part.size, missing);
        matmul.push(cell);
      } else {
        const inside = join(folder, String(index));
        mkdirSync(inside);
        const found: CellFinding = await stepCells(session, running, part.sizes, inside);
        steps.push(...found.cells);
        checks.push(...found.checks);
        missing.push(...found.missing);
        for (const { contestant, cell } of found.checks.filter(({ passed }) => !passed)) {
          note(`${contestant} does not compute the same in ${cell}`);
        }
        rmSync(inside, { recursive: true });
      }
    }
    const extra = join(folder, "extra");
    mkdirSync(extra);
    options.progress(1, "memory and TopK");
    const memory = await memoryRows(session, running, extra);
    const topK = await topKRows(session, running, extra);
    return {
      schema: 1,
      quick: settings.quick,
      machine: {
        cpu: cpus()[0]?.model ?? "unknown",
        cores: cpus().length,
        memoryGigabytes: Math.round(totalmem() / 2 ** 30),
        platform: `${process.platform} ${process.arch}`,
        load: [begin, loadavg()[0]!],
      },
      versions: Object.fromEntries(running.map(({ spec, description }) => [spec.id, description.versions])),
      settings: { ...settings },
      checks,
      matmul,
      steps,
      ratios: [...matmul, ...steps].flatMap(({ id, timings }) => ratiosOf(id, timings, options.contestants)),
      memory,
      topK,
      missing,
    };
  } finally {
    stopAll();
    process.off("exit", stopAll);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startAll(specs: readonly ContestantSpec[], children: Set<ChildProcess>) {
  return Promise.all(specs.map(async (spec) => ({ spec, started: await startContestant(spec, children) })));
}

type Product = readonly [m: number, k: number, n: number];

type Part =
  | { readonly kind: "product"; readonly label: string; readonly size: Product }
  | { readonly kind: "steps"; readonly label: string; readonly sizes: StepSizes };

/** Products, then steps of each kind from small to large: what is too slow is known by then. */
function planOf({ products, methods, batches, shapes, networks }: SpeedSettings): readonly Part[] {
  const dictionaries = shapes.flatMap(([dim, latents]) =>
    batches.flatMap((batch) => methods.map((method): StepSizes => ({ method, batch, dim, latents }))),
  );
  dictionaries.sort((a, b) => a.batch * a.dim * a.latents - b.batch * b.dim * b.latents);
  const decompositions = networks.map(({ batch, ...network }): StepSizes => {
    const latents = network.components[0] + network.components[1];
    return { method: NETWORK_METHOD, batch, dim: network.attributes, latents, network };
  });
  return [
    ...products.map((size): Part => ({ kind: "product", label: `product ${size.join(" × ")}`, size })),
    ...[...dictionaries, ...decompositions].map(
      (sizes): Part => ({ kind: "steps", label: kindOf(sizes).name(sizes), sizes }),
    ),
  ];
}

async function productCell(
  session: Session,
  running: readonly RunningContestant[],
  [m, k, n]: Product,
  missing: Missing[],
): Promise<MatmulCell> {
  const id = `product ${m} × ${k} × ${n}`;
  const task: SpeedTask = { kind: "matmul", m, k, n };
  const entries = running.map((contestant): Entry => ({ contestant, variant: "", task }));
  const found = await measure(session, id, entries, 2 * m * k * n);
  missing.push(...found.missing);
  return { id, m, k, n, timings: found.timings };
}
