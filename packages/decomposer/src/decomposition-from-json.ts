import { fail, isExampledonError, matrix, rowNorms } from "@exampledon/core";
import * as z from "zod/mini";
import type { Activation } from "./activation.ts";
import { assembleDecomposition } from "./assemble-decomposition.ts";
import type { Decomposition } from "./contract.ts";
import { checkParts, type DecompositionParts } from "./decomposition-parts.ts";
import { unpackFloats } from "./pack-floats.ts";

const WHERE = "decompositionFromJson";

/**
 * Restores what `Decomposition.toJSON` wrote, to the same bits.
 * @throws `corrupt-file` when a field is missing, unknown, of another length, not finite or out of range
 */
export function decompositionFromJson(json: unknown): Decomposition {
  const parsed = schema().safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return corrupt(
      `the file must be an exampledon decomposition of version 1`,
      issue && `${issue.path.join(".")}: ${issue.message}`,
    );
  }
  const { method, params, components, dim, encoder, ...packed } = parsed.data;
  const floats = (name: string, text: string, length: number): Float32Array =>
    unpackFloats(`${WHERE}: ${name}`, text, length);
  const { center, bias, activation } = encoder;
  const parts: DecompositionParts = {
    method,
    params,
    read: matrix(components, dim, floats("read", packed.read, components * dim)),
    write: matrix(components, dim, floats("write", packed.write, components * dim)),
    offset: floats("offset", packed.offset, dim),
    center: center === undefined ? undefined : floats("center", center, dim),
    bias: bias === undefined ? undefined : floats("bias", bias, components),
    ...(packed.skip !== undefined && { skip: matrix(dim, dim, floats("skip", packed.skip, dim * dim)) }),
    activation: activationFromJson(activation, (name, text) => floats(name, text, components)),
  };
  try {
    checkParts(parts);
  } catch (error) {
    if (!isExampledonError(error)) throw error;
    return corrupt(error.parts.problem, `${error.parts.got} in ${error.parts.where}`, error);
  }
  const long = rowNorms(parts.write).find((length) => length !== 0 && Math.abs(length - 1) > 1e-5);
  if (long !== undefined) corrupt("every write row must have length 1 or 0", long);
  return assembleDecomposition(parts);
}

function activationFromJson(
  activation: z.infer<ReturnType<typeof activationSchema>>,
  floats: (name: string, text: string) => Float32Array,
): Activation {
  if (activation.kind === "threshold") {
    return { kind: "threshold", thresholds: floats("thresholds", activation.thresholds) };
  }
  if (activation.kind === "top-k") {
    const { k, scales } = activation;
    return scales === undefined ? { kind: "top-k", k } : { kind: "top-k", k, scales: floats("scales", scales) };
  }
  return activation;
}

function schema() {
  return z.strictObject({
    format: z.literal("exampledon-decomposition"),
    version: z.literal(1),
    method: z.string(),
    params: z.record(z.string(), z.unknown()),
    components: z.int().check(z.minimum(1)),
    dim: z.int().check(z.minimum(1)),
    encoder: z.strictObject({
      center: z.optional(z.string()),
      bias: z.optional(z.string()),
      activation: activationSchema(),
    }),
    read: z.string(),
    write: z.string(),
    offset: z.string(),
    skip: z.optional(z.string()),
  });
}

function activationSchema() {
  return z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("identity") }),
    z.strictObject({ kind: z.literal("relu") }),
    z.strictObject({ kind: z.literal("top-k"), k: z.int(), scales: z.optional(z.string()) }),
    z.strictObject({ kind: z.literal("threshold"), thresholds: z.string() }),
    z.strictObject({ kind: z.literal("omp"), k: z.int(), tolerance: z.number(), nonNegative: z.boolean() }),
    z.strictObject({ kind: z.literal("matching"), steps: z.int(), residual: z.number() }),
    z.strictObject({
      kind: z.literal("fista"),
      lambda: z.number(),
      iterations: z.int(),
      tolerance: z.number(),
      nonNegative: z.boolean(),
    }),
  ]);
}

function corrupt(problem: string, got: unknown, cause?: unknown): never {
  return fail("corrupt-file", { where: WHERE, problem, got, cure: "write the file again with toJSON" }, { cause });
}
