import { corrupt } from "../corrupt.ts";
import { isObject, type JsonObject, parseJsonObject } from "../json/parse-json.ts";
import { type Dtype, dtypeBytes } from "./dtype.ts";
import type { Safetensors, StoredTensor } from "./safetensors.ts";

/** Longest header accepted, as in the reference implementation. */
const LONGEST_HEADER = 100_000_000;

/** A header entry whose numbers are checked. */
interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Reads a safetensors file without copying its data; numbers are decoded by {@link decodeFloats}. Stricter than the
 * reference implementation in two points: a name may not be used twice, and no tensor may be named `__proto__`.
 * @param where the file, for errors
 * @throws `corrupt-file` when header, types, shapes or byte ranges are wrong; ranges must cover the data without overlap or gap
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(where: string, bytes: Uint8Array): Safetensors {
  const { header, data } = split(where, bytes);
  const { __metadata__: metadata, ...named } = header;
  // Ranges in the order of the data; empty ones before what begins at the same place.
  const entries = Object.entries(named)
    .map(([name, value]) => entryOf(`${where}: ${name}`, name, value))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of entries) {
    const tensor = `${where}: ${name}`;
    if (begin !== at) corrupt(tensor, `its data must begin at byte ${at}, where the last tensor ends`, begin);
    if (end > data.length) corrupt(tensor, `its data must end within the ${data.length} bytes of data`, end);
    at = end;
  }
  if (at !== data.length) corrupt(where, `the tensors must cover all ${data.length} bytes of data`, `${at} bytes`);
  const tensors = new Map<string, StoredTensor>(
    entries.map(({ name, dtype, shape, begin, end }) => [name, { dtype, shape, bytes: data.subarray(begin, end) }]),
  );
  return metadata === undefined ? { tensors } : { tensors, metadata: textsOf(where, metadata) };
}

function split(where: string, bytes: Uint8Array): { header: JsonObject; data: Uint8Array } {
  if (bytes.length < 8)
    corrupt(where, "the file must begin with 8 bytes for the length of its header", `${bytes.length} bytes`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  const room = Math.min(bytes.length - 8, LONGEST_HEADER);
  // Compared as whole numbers: a double would round lengths from 2^53 up.
  if (length > BigInt(room)) corrupt(where, `the header must have at most ${room} bytes`, length);
  const end = 8 + Number(length);
  if (bytes[8] !== OPENING_BRACE || end < 9)
    corrupt(where, "the header must be a JSON object", `${length} other bytes`);
  const header = parseJsonObject(`${where}: header`, bytes.subarray(8, end), { refuseProto: true });
  return { header, data: bytes.subarray(end) };
}

const OPENING_BRACE = 0x7b;

function entryOf(where: string, name: string, value: unknown): Entry {
  if (!isObject(value)) return corrupt(where, "must have dtype, shape and data_offsets", value);
  const { dtype, shape, data_offsets: offsets } = value;
  const size = dtypeBytes(dtype) ?? corrupt(where, "dtype must be one that safetensors knows", dtype);
  if (!isSizes(shape)) return corrupt(where, "shape must hold whole numbers ≥ 0", shape);
  if (!isSizes(offsets) || offsets.length !== 2 || offsets[0]! > offsets[1]!) {
    return corrupt(where, "data_offsets must be two whole numbers, begin ≤ end", offsets);
  }
  const [begin, end] = offsets as [number, number];
  let length = size;
  for (const extent of shape) {
    length *= extent;
    if (!Number.isSafeInteger(length)) corrupt(where, "the product of the shape must be a number of bytes", shape);
  }
  if (end - begin !== length)
    corrupt(where, `its data must have ${length} bytes, as ${dtype} ${JSON.stringify(shape)}`, end - begin);
  return { name, dtype: dtype as Dtype, shape, begin, end };
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

function textsOf(where: string, metadata: unknown): Readonly<Record<string, string>> {
  if (!isObject(metadata) || !Object.values(metadata).every((value) => typeof value === "string")) {
    return corrupt(`${where}: __metadata__`, "must hold texts by name", metadata);
  }
  return metadata as Readonly<Record<string, string>>;
}
