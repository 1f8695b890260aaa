import { type BinaryName, broadcastShapes, type Primitives } from "@exampledon/compute";
import { fail } from "@exampledon/core";
import type { Kernels } from "./kernels.ts";
import type { Tf, TfTensor } from "./tf.ts";

type Pair = (a: TfTensor, b: TfTensor) => TfTensor;
type Functions = Readonly<Record<BinaryName, Pair>>;

/** Element-wise functions of two and three tensors, broadcast as in NumPy. A NaN gives NaN in `maximum` and `minimum`. */
export function createBinary({ device, one, tf }: Kernels): Pick<Primitives, "binary" | "where"> {
  const functions = device.synchronous ? hostFunctions(tf) : graphicsFunctions(tf);
  return {
    binary: (name, a, b) => {
      const apply = Object.hasOwn(functions, name) ? functions[name] : unknown(name, Object.keys(functions));
      return one(name, [a, b], broadcastShapes(name, a.shape, b.shape), apply);
    },
    where: (condition, a, b) => {
      const shape = broadcastShapes("where", condition.shape, broadcastShapes("where", a.shape, b.shape));
      return one("where", [condition, a, b], shape, (test, x, y) => tf.where(tf.notEqual(test, 0), x, y));
    },
  };
}

function hostFunctions(tf: Tf): Functions {
  return {
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    div: tf.div,
    // The kernels of wasm give the other operand.
    maximum: keepNaN(tf, tf.maximum),
    minimum: keepNaN(tf, tf.minimum),
    pow: tf.pow,
    greater: (a, b) => tf.cast(tf.greater(a, b), "float32"),
    equal: (a, b) => tf.cast(tf.equal(a, b), "float32"),
  };
}

function graphicsFunctions(tf: Tf): Functions {
  const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
  const powOfZero = (b: TfTensor): TfTensor => tf.where(tf.greater(b, 0), 0, infinity);
  const pow = keepNaN(tf, (a, b) => tf.where(tf.equal(a, 0), powOfZero(b), tf.pow(a, b)));
  return {
    ...hostFunctions(tf),
    // tfjs has 1 for any number divided by itself on webgl, 0 and ∞ included.
    div: (a, b) => {
      const one = tf.where(tf.logicalAnd(tf.isFinite(a), tf.notEqual(a, 0)), 1, nan);
      return tf.where(tf.equal(a, b), one, tf.div(a, b));
    },
    // Shading languages leave powers of 0 open.
    pow: (a, b) => tf.where(tf.equal(b, 0), 1, pow(a, b)),
  };
}

/** Where one is NaN, so is their sum. */
function keepNaN(tf: Tf, pick: Pair): Pair {
  return (a, b) => tf.where(tf.logicalOr(tf.isNaN(a), tf.isNaN(b)), tf.add(a, b), pick(a, b));
}

function unknown(name: string, known: readonly string[]): never {
  return fail("unknown-id", {
    where: "binary",
    problem: "the function must be one of BinaryName",
    got: name,
    cure: `choose one of ${known.join(", ")}`,
  });
}
