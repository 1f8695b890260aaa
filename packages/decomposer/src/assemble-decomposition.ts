import { assertCols, assertFinite, type Matrix, matrix, multiply } from "@exampledon/core";
import { activateInPlace } from "./activation.ts";
import type { Decomposition } from "./contract.ts";
import type { DecompositionParts } from "./decomposition-parts.ts";
import { decompositionToJson } from "./decomposition-to-json.ts";
import { isPursuit } from "./pursuit/pursuit.ts";
import { pursuitEncoder } from "./pursuit/pursuit-encoder.ts";
import { reconstructFrom } from "./reconstruct-from.ts";

/** The decomposition of arrays that are already checked and have unit write rows; takes them over without copying. */
export function assembleDecomposition(parts: DecompositionParts): Decomposition {
  const { method, read, write, offset, center, skip } = parts;
  const encode = encoderOf(parts);
  const activity = (activations: Matrix): Matrix => {
    const where = `${method}: activations`;
    assertCols(where, activations, read.cols);
    assertFinite(where, activations);
    return encode(center ? minusRow(activations, center) : activations);
  };
  return {
    method,
    components: read.rows,
    dim: read.cols,
    read,
    write,
    offset,
    ...(skip && { skip }),
    activity,
    reconstruct: (activations) => {
      const out = reconstructFrom(activity(activations), write, offset);
      return skip ? plus(out, multiply(activations, skip)) : out;
    },
    toJSON: () => decompositionToJson(parts),
  };
}

/** What turns centred activations `[batch × dim]` into activity `[batch × components]`. */
function encoderOf({ read, write, bias, activation }: DecompositionParts): (centred: Matrix) => Matrix {
  if (isPursuit(activation)) return pursuitEncoder(activation, write);
  return (centred) => {
    const z = multiply(centred, read, { transposeB: true });
    if (bias) for (let at = 0; at < z.data.length; at++) z.data[at]! += bias[at % z.cols]!;
    activateInPlace(activation, z);
    return z;
  };
}

function plus(a: Matrix, b: Matrix): Matrix {
  return matrix(
    a.rows,
    a.cols,
    a.data.map((value, at) => value + b.data[at]!),
  );
}

function minusRow(m: Matrix, row: Float32Array): Matrix {
  return matrix(
    m.rows,
    m.cols,
    m.data.map((value, at) => value - row[at % m.cols]!),
  );
}
