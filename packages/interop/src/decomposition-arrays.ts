import { matrix } from "@exampledon/core";
import { type Activation, type Decomposition, type DecompositionParts, unpackFloats } from "@exampledon/decomposer";

/** The encoder of a decomposition's JSON, whose fields the contract leaves open. */
interface EncoderJson {
  readonly center?: string;
  readonly bias?: string;
  readonly activation: { readonly kind: Activation["kind"]; readonly thresholds?: string; readonly scales?: string };
}

/** All arrays of a decomposition, those of its encoder too, which it shows only in its JSON. */
export function decompositionArrays(decomposition: Decomposition): DecompositionParts {
  const { method, params, components, dim, encoder, read, write, offset, skip } = decomposition.toJSON();
  const { center, bias, activation } = encoder as unknown as EncoderJson;
  const floats = (text: string, length: number): Float32Array => unpackFloats(method, text, length);
  const perComponent = (text: string | undefined): Float32Array | undefined =>
    text === undefined ? undefined : floats(text, components);
  const { thresholds, scales, ...numbers } = activation;
  return {
    method,
    params,
    read: matrix(components, dim, floats(read, components * dim)),
    write: matrix(components, dim, floats(write, components * dim)),
    offset: floats(offset, dim),
    center: center === undefined ? undefined : floats(center, dim),
    bias: perComponent(bias),
    ...(skip !== undefined && { skip: matrix(dim, dim, floats(skip, dim * dim)) }),
    activation: {
      ...numbers,
      ...(thresholds !== undefined && { thresholds: perComponent(thresholds) }),
      ...(scales !== undefined && { scales: perComponent(scales) }),
    } as Activation,
  };
}
