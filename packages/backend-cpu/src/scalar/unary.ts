import type { UnaryName } from "@exampledon/compute";
import type { UnaryLoop } from "../ops/unary.ts";
import { reluInto, stepInto } from "./bits.ts";
import { erf } from "./erf.ts";

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

/** An element-wise function of one tensor, evaluated in float64 and rounded once. */
export const unary: UnaryLoop = (name, x, out) => LOOPS[name](x.data, out.data);
