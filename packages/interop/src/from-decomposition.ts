import { fail, type Matrix, rowOf } from "@exampledon/core";
import type { Decomposition, DecompositionParts } from "@exampledon/decomposer";
import { decompositionArrays } from "./decomposition-arrays.ts";
import { formats } from "./formats.ts";
import type { JsonObject } from "./json/parse-json.ts";
import type { SaeActivation, SaeWeights } from "./sae-weights.ts";
import type { FloatDtype } from "./safetensors/dtype.ts";
import type { SaeFormat, SavedSae } from "./saved-sae.ts";

/** How to save a decomposition. */
export interface SaveOptions {
  readonly format: SaeFormat;
  /** Type of the stored numbers. Default `F32`, which is exact; the others round. */
  readonly dtype?: FloatDtype | undefined;
  /** Notes of the config, such as `model_name` and `hook_name` of SAELens. */
  readonly metadata?: JsonObject | undefined;
  /** Widths `[input, output]` of a transcoder's joined activation. Left out for an autoencoder. */
  readonly parts?: readonly [number, number] | undefined;
}

/**
 * A decomposition in the layout of another program, with unit decoder rows except where TopK compares by other lengths. Its
 * method and parameters are noted in the config, so that {@link toDecomposition} brings it back; in F32, where what is
 * subtracted equals what is added or is nothing, to the same bits.
 * @throws `missing-capability` when the format has no such autoencoder: signed codes and pursuits have none; `bad-param` when
 * a number is out of the range of `dtype`, or a transcoder reads or writes outside its part
 */
export function fromDecomposition(
  decomposition: Decomposition,
  { format, dtype = "F32", metadata = {}, parts }: SaveOptions,
): SavedSae {
  const arrays = decompositionArrays(decomposition);
  const definition = formats[format];
  const { activation, scales } = activationOf(format, arrays);
  const transcoder = parts !== undefined;
  const [dimIn, dimOut] = parts ?? [arrays.read.cols, arrays.read.cols];
  if (transcoder) checkParts(arrays, dimIn, dimOut);
  const shift = transcoder ? dimIn : 0;
  const { centred, bias } = centre(arrays, definition.centres({ activation, transcoder }));
  const latents = arrays.read.rows;
  const scale = (i: number): number => scales?.[i] ?? 1;
  const encoder = new Float32Array(dimIn * latents);
  const decoder = new Float32Array(latents * dimOut);
  for (let i = 0; i < latents; i++) {
    const [read, write] = [rowOf(arrays.read, i), rowOf(arrays.write, i)];
    for (let j = 0; j < dimIn; j++) encoder[j * latents + i] = read[j]! / scale(i);
    for (let j = 0; j < dimOut; j++) decoder[i * dimOut + j] = write[shift + j]! * scale(i);
  }
  const weights: SaeWeights = {
    dimIn,
    dimOut,
    latents,
    encoder,
    encoderBias: bias.map((value, i) => value / scale(i)),
    decoder,
    decoderBias: arrays.offset.slice(shift, shift + dimOut),
    centred,
    activation,
    rescaled: false,
    transcoder,
    ...(arrays.skip && { skip: skipOf(arrays.skip, dimIn, dimOut) }),
  };
  const provenance = { method: arrays.method, params: arrays.params };
  return { format, ...definition.write(weights, { dtype, metadata, provenance }) };
}

/** `[dimOut × dimIn]` out of the map of joined activations. */
function skipOf(skip: Matrix, dimIn: number, dimOut: number): Float32Array {
  const shift = skip.cols - dimOut;
  return Float32Array.from(
    { length: dimOut * dimIn },
    (_, at) => skip.data[(at % dimIn) * skip.cols + shift + Math.floor(at / dimIn)]!,
  );
}

/** The activation, and the lengths that move back into decoder rows so that TopK compares what it compared. */
function activationOf(
  format: SaeFormat,
  { method, activation }: DecompositionParts,
): { activation: SaeActivation; scales?: Float32Array | undefined } {
  switch (activation.kind) {
    case "relu":
    case "threshold":
      return { activation };
    case "top-k":
      return { activation: { kind: "top-k", k: activation.k }, scales: activation.scales };
    default:
      return fail("missing-capability", {
        where: `${method}: ${format}`,
        problem: "codes must be rectified readings: relu, top-k or thresholds",
        got: activation.kind,
        cure: "keep it as exampledon's own JSON",
      });
  }
}

/** Whether the offset is subtracted first, and the bias that goes with that. */
function centre(
  { read, center, offset, bias }: DecompositionParts,
  asked: boolean | undefined,
): { centred: boolean; bias: Float32Array } {
  const plain = !center || center.every((value) => value === 0);
  const same = center?.every((value, j) => value === offset[j]) ?? offset.every((value) => value === 0);
  const centred = asked ?? (same && !plain);
  const before = bias ?? new Float32Array(read.rows);
  if (centred ? same : plain) return { centred, bias: before };
  // (a − c) · r + b = (a − c') · r + (b + (c' − c) · r)
  return {
    centred,
    bias: before.map((value, i) =>
      rowOf(read, i).reduce((sum, r, j) => sum + ((centred ? offset[j]! : 0) - (center?.[j] ?? 0)) * r, value),
    ),
  };
}

function checkParts({ read, write, offset, center, skip }: DecompositionParts, dimIn: number, dimOut: number): void {
  const refuse = (problem: string, got: unknown): never =>
    fail("bad-param", { where: "fromDecomposition", problem, got, cure: "check parts against the joined activation" });
  const whole = Number.isInteger(dimIn) && Number.isInteger(dimOut) && dimIn >= 1 && dimOut >= 1;
  if (!whole || dimIn + dimOut !== read.cols) {
    refuse(`parts must be two widths that add up to ${read.cols}`, [dimIn, dimOut]);
  }
  const outside = (data: Float32Array, wrong: (j: number) => boolean): boolean =>
    data.some((value, at) => value !== 0 && wrong(at % read.cols));
  if (outside(read.data, (j) => j >= dimIn) || (center && outside(center, (j) => j >= dimIn))) {
    refuse("latents must read from the input only", "a read row that looks at the output");
  }
  if (outside(write.data, (j) => j < dimIn))
    refuse("latents must write to the output only", "a write row at the input");
  const bypasses = skip?.data.some((value, at) => value !== 0 && (at >= dimIn * skip.cols || at % skip.cols < dimIn));
  if (bypasses) refuse("a skip connection must lead from the input to the output", "one that does not");
  if (outside(offset, (j) => j < dimIn)) refuse("the offset must be added to the output only", "one at the input");
}
