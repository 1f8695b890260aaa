import type { Primitives, UnaryName } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import { reluInto, stepInto } from "./bits.ts";
import { erf } from "./erf.ts";
import type { Store } from "./store.ts";

type Loop = (x: Float32Array, out: Float32Array) => void;

// One loop per function: a function passed into a shared loop is called through a pointer, several times slower.
const LOOPS: Readonly<Record<UnaryName, Loop>> = {
  negate: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = -x[i]!;
  },
  abs: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.abs(x[i]!);
  },
  sign: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sign(x[i]!);
  },
  exp: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.exp(x[i]!);
  },
  log: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.log(x[i]!);
  },
  sqrt: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(x[i]!);
  },
  square: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = x[i]! * x[i]!;
  },
  relu: reluInto,
  sigmoid: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = 1 / (1 + Math.exp(-x[i]!));
  },
  tanh: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.tanh(x[i]!);
  },
  softplus: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = Math.max(x[i]!, 0) + Math.log1p(Math.exp(-Math.abs(x[i]!)));
  },
  erf: (x, out) => {
    for (let i = 0; i < out.length; i++) out[i] = erf(x[i]!);
  },
  step: stepInto,
};

/** Element-wise functions of one tensor, evaluated in float64 and rounded once. */
export function createUnary(store: Store): Pick<Primitives, "unary"> {
  return {
    unary: (name, x) => {
      const loop = Object.hasOwn(LOOPS, name) ? LOOPS[name] : unknown(name);
      const data = store.data(name, x);
      const out = store.make(x.shape);
      loop(data, out.data!);
      return out;
    },
  };
}

function unknown(name: string): never {
  return fail("unknown-id", {
    where: "unary",
    problem: "the function must be one of UnaryName",
    got: name,
    cure: `choose one of ${Object.keys(LOOPS).join(", ")}`,
  });
}
