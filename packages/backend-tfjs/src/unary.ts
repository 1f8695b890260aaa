import type { Primitives, UnaryName } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernels } from "./kernels.ts";
import type { Tf, TfTensor } from "./tf.ts";

type Functions = Readonly<Record<UnaryName, (x: TfTensor) => TfTensor>>;

/**
 * Element-wise functions of one tensor, with the values of IEEE 754 where tfjs has others. Graphics devices take
 * numbers below 2⁻¹²⁶ for 0.
 */
export function createUnary({ device, one, tf }: Kernels): Pick<Primitives, "unary"> {
  const functions = device.synchronous ? hostFunctions(tf) : graphicsFunctions(tf);
  return {
    unary: (name, x) => {
      const apply = Object.hasOwn(functions, name) ? functions[name] : unknown(name, Object.keys(functions));
      return one(name, [x], x.shape, apply);
    },
  };
}

function hostFunctions(tf: Tf): Functions {
  const numeric = (test: TfTensor): TfTensor => tf.cast(test, "float32");
  return {
    negate: tf.neg,
    abs: tf.abs,
    // tfjs has 0 for the sign of NaN and, on wasm, of 1e-30.
    sign: (x) => tf.where(tf.isNaN(x), x, tf.sub(numeric(tf.greater(x, 0)), numeric(tf.less(x, 0)))),
    exp: tf.exp,
    log: tf.log,
    sqrt: tf.sqrt,
    square: tf.square,
    relu: tf.relu,
    sigmoid: tf.sigmoid,
    tanh: tf.tanh,
    softplus: tf.softplus,
    erf: tf.erf,
    step: (x) => numeric(tf.greater(x, 0)),
  };
}

function graphicsFunctions(tf: Tf): Functions {
  // Shading languages leave open what becomes of NaN.
  const keepNaN =
    (apply: (x: TfTensor) => TfTensor) =>
    (x: TfTensor): TfTensor =>
      tf.where(tf.isNaN(x), x, apply(x));
  const functions = hostFunctions(tf);
  return {
    ...functions,
    exp: keepNaN(tf.exp),
    // log(0) is open too.
    log: keepNaN((x) => tf.where(tf.equal(x, 0), Number.NEGATIVE_INFINITY, tf.log(x))),
    sqrt: keepNaN(tf.sqrt),
    // The packed kernel multiplies by a mask, and -∞ · 0 is NaN.
    relu: keepNaN((x) => tf.where(tf.greater(x, 0), x, 0)),
    sigmoid: keepNaN(tf.sigmoid),
    tanh: keepNaN(tf.tanh),
    softplus: keepNaN((x) => tf.add(tf.where(tf.greater(x, 0), x, 0), logOnePlus(tf, tf.exp(tf.neg(tf.abs(x)))))),
    erf: keepNaN(tf.erf),
  };
}

/** `log(1 + y)` for y ≥ 0 without cancellation: the rounding of 1 + y is undone by y / ((1 + y) − 1) (Kahan). */
function logOnePlus(tf: Tf, y: TfTensor): TfTensor {
  const u = tf.add(y, 1);
  return tf.where(tf.equal(u, 1), y, tf.mul(tf.log(u), tf.div(y, tf.sub(u, 1))));
}

function unknown(name: string, known: readonly string[]): never {
  return fail("unknown-id", {
    where: "unary",
    problem: "the function must be one of UnaryName",
    got: name,
    cure: `choose one of ${known.join(", ")}`,
  });
}
