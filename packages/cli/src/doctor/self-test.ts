import type { Backend } from "@exampledon/compute";
import { matrix, multiply, rng } from "@exampledon/core";
import { sourceOf, startFit } from "@exampledon/decomposer";
import type { Catalog } from "../catalog.ts";
import { errorLine } from "../error-line.ts";

/** How one check of the machine went. */
export interface SelfTest {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  /** What was measured, or what went wrong. */
  readonly detail: string;
}

const SIDE = 32;
const FIT_STEPS = 20;

/** Multiplies two small matrices on the backend and compares with float64 accumulation in plain TypeScript. */
export async function testProduct(backend: Backend): Promise<SelfTest> {
  return timed("product", async () => {
    const [a, b] = ["a", "b"].map((name) => {
      const stream = rng(0).split(name);
      return matrix(
        SIDE,
        SIDE,
        Float32Array.from({ length: SIDE * SIDE }, () => stream.normal()),
      );
    });
    const tensors = [a!, b!].map(({ data }) => backend.upload(data, [SIDE, SIDE]));
    const product = backend.primitives.matmul(tensors[0]!, tensors[1]!);
    const got = await backend.read(product);
    for (const tensor of [...tensors, product]) backend.dispose(tensor);
    const want = multiply(a!, b!).data;
    const apart = Math.max(...want.map((x, i) => Math.abs(x - got[i]!))) / Math.max(...want.map(Math.abs));
    return {
      passed: apart <= backend.tolerance.op,
      detail: `relative difference ${apart.toExponential(1)}, allowed ${backend.tolerance.op}`,
    };
  });
}

/** Trains a method (the first one where there is none of that id) for a few steps on a planted world and looks at its losses and at the backend's memory afterwards. */
export async function testFit(catalog: Catalog, backend: Backend, methodId: string): Promise<SelfTest> {
  return timed(`${FIT_STEPS}-step fit`, async () => {
    const method = catalog.methods.find(({ id }) => id === methodId) ?? catalog.methods[0];
    const world = catalog.worlds[0]?.build(rng(0).split("world"));
    if (!method || !world) return { passed: false, detail: "no method or no world to fit" };
    const before = backend.live().tensors;
    const steps = startFit(
      method,
      { kind: "activations", source: sourceOf(world) },
      { backend, rng: rng(0).split("fit"), every: 1 },
    );
    let losses: Readonly<Record<string, number>> = {};
    for (let i = 0; i < FIT_STEPS; i++) {
      const next = await steps.next();
      if (next.done) break;
      losses = next.value.losses;
    }
    await steps.return(undefined as never);
    const leaked = backend.live().tensors - before;
    return {
      passed: leaked === 0 && Object.values(losses).every(Number.isFinite),
      detail: `${method.id}, ${Object.entries(losses)
        .map(([name, value]) => `${name} ${value.toPrecision(3)}`)
        .join(", ")}, ${leaked} tensors left`,
    };
  });
}

async function timed(name: string, body: () => Promise<Pick<SelfTest, "passed" | "detail">>): Promise<SelfTest> {
  const start = performance.now();
  const result = await body().catch((error: unknown) => ({ passed: false, detail: errorLine(error) }));
  return { name, ...result, milliseconds: Math.round(performance.now() - start) };
}
