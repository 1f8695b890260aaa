import type { Primitives, UnaryName } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernel } from "./kernel.ts";
import type { Store } from "./store.ts";

/**
 * Statements that return f(v). `nan` and `infinity` come as inputs, because gpu.js writes the largest float32 for
 * `Infinity`; and what is not finite is told apart before exp and log, because a GPU need not compute it as IEEE 754 says.
 */
const BODIES: Readonly<Record<UnaryName, string>> = {
  negate: "return -v;",
  abs: "return Math.abs(v);",
  sign: "return v > 0 ? 1 : (v < 0 ? -1 : v);",
  exp: "if (v !== v) { return v; } return Math.exp(v);",
  log: `
    if (v !== v) { return v; }
    if (v < 0) { return nan; }
    if (v === 0) { return -infinity; }
    if (v === infinity) { return v; }
    return Math.log(v);`,
  sqrt: `
    if (v < 0) { return nan; }
    if (v === infinity) { return v; }
    return Math.sqrt(v);`,
  square: "return v * v;",
  relu: "return v > 0 ? v : (v <= 0 ? 0 : v);",
  sigmoid: `
    if (v !== v) { return v; }
    const small = Math.exp(-Math.abs(v));
    return (v >= 0 ? 1 : small) / (1 + small);`,
  // Near 0 the first terms of the series, where 1 − e^(−2|v|) would cancel.
  tanh: `
    if (v !== v) { return v; }
    const size = Math.abs(v);
    const square = v * v;
    const small = Math.exp(-2 * size);
    const far = (1 - small) / (1 + small);
    const near = size * (1 - square * (1 / 3 - square * (2 / 15 - square * (17 / 315 - square * 62 / 2835))));
    const result = size < 0.3 ? near : far;
    return v < 0 ? -result : result;`,
  // log(1 + s) by its series where 1 + s would round s away.
  softplus: `
    if (v !== v) { return v; }
    const small = Math.exp(-Math.abs(v));
    const near = small * (1 - small * (1 / 2 - small * (1 / 3 - small * (1 / 4 - small / 5))));
    return (v > 0 ? v : 0) + (small < 0.03 ? near : Math.log(1 + small));`,
  // The series 2/√π · e^(−v²) · Σ 2ⁿ v^(2n+1) / (2n+1)!! (Abramowitz & Stegun 7.1.6): all terms of one sign, nothing cancels.
  erf: `
    if (v !== v) { return v; }
    if (v >= 4) { return 1; }
    if (v <= -4) { return -1; }
    const doubled = 2 * v * v;
    let term = v * 1.1283791670955126;
    let sum = term;
    for (let n = 1; n < 80; n++) {
      term = term * doubled / (2 * n + 1);
      sum += term;
    }
    return Math.exp(-v * v) * sum;`,
  step: "return v > 0 ? 1 : 0;",
};

/** Element-wise functions of one tensor. */
export function createUnary(store: Store): Pick<Primitives, "unary"> {
  return {
    unary: (name, x) => {
      const body = Object.hasOwn(BODIES, name) ? BODIES[name] : unknown(name);
      const odd = /\b(nan|infinity)\b/.test(body);
      const kernel: Kernel = {
        name,
        inputs: { x: "numbers", ...(odd ? { nan: "real", infinity: "real" } : {}) },
        body: `const v = x[i]; ${body}`,
      };
      return store.run(kernel, x.shape, odd ? [x, Number.NaN, Number.POSITIVE_INFINITY] : [x]);
    },
  };
}

function unknown(name: string): never {
  return fail("unknown-id", {
    where: "unary",
    problem: "the function must be one of UnaryName",
    got: name,
    cure: `choose one of ${Object.keys(BODIES).join(", ")}`,
  });
}
