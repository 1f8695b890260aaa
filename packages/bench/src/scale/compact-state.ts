import { fail } from "@exampledon/core";
import {
  createCheckpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  type PackedTensor,
  packTensor,
  unpackTensor,
} from "@exampledon/decomposer";
import type { ScaleState } from "./contract.ts";
import { parseScaleState, serializeScaleState } from "./serialize-scale.ts";

/** Bits of a float32 that are dropped: 8 of its significand stay, as in bfloat16. */
const DROPPED = 16;

/**
 * A state to go on from, small enough for a page: floats rounded to 8 significant bits, and gzip over all. What goes on from
 * it is a run of the same setting, though not to the same bits.
 * @throws `bad-param` when the run is finished
 */
export async function compactState(state: ScaleState): Promise<Uint8Array> {
  if (state.checkpoint === undefined) {
    fail("bad-param", {
      where: `compactState: ${state.run.setting.id}`,
      problem: "there must be a state to go on from",
      got: "a finished run",
      cure: "stop a run before its end",
    });
  }
  const { checkpoint } = state;
  const whole = decodeCheckpoint(checkpoint);
  const rounded = createCheckpoint({ ...whole, state: roundAll(whole.state) as typeof whole.state });
  const text = serializeScaleState({ ...state, checkpoint: encodeCheckpoint(rounded) });
  return new Uint8Array(await through(new Blob([text]), new CompressionStream("gzip")).arrayBuffer());
}

/**
 * Reads what {@link compactState} wrote.
 * @param where names the file in errors
 * @throws `corrupt-file`
 */
export async function expandState(bytes: Uint8Array<ArrayBuffer>, where: string): Promise<ScaleState> {
  const text = await through(new Blob([bytes]), new DecompressionStream("gzip"))
    .text()
    .catch((cause: unknown) =>
      fail(
        "corrupt-file",
        { where, problem: "must be gzip of a scale state", got: `${bytes.length} bytes`, cure: "load it again" },
        { cause },
      ),
    );
  return parseScaleState(text, where);
}

function through(blob: Blob, transform: CompressionStream | DecompressionStream): Response {
  return new Response(blob.stream().pipeThrough(transform));
}

function roundAll(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  if ("shape" in value && "data" in value) {
    const { shape } = value as PackedTensor;
    return packTensor(rounded(unpackTensor("compactState", value, shape)), shape);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, roundAll(inner)]));
}

/** To the nearest, ties away from zero. */
function rounded(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.slice().buffer);
  const half = 2 ** (DROPPED - 1);
  const out = bits.map((each) => ((each + half) >>> DROPPED) << DROPPED);
  return new Float32Array(out.buffer);
}
