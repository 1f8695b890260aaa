import type { TargetNetwork } from "@exampledon/compute";
import { fail, matrix } from "@exampledon/core";
import * as z from "zod/mini";
import { unpackFloats } from "./pack-floats.ts";
import type { SiteFactors } from "./parameter-contract.ts";

/** What a parameter decomposition's JSON holds, its factors unpacked. */
export interface ParameterDecompositionRecord {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sites: readonly SiteFactors[];
  /** Method-specific, as it was written. */
  readonly importance: Readonly<Record<string, unknown>>;
}

const WHERE = "readParameterDecompositionJson";

/**
 * Reads what `ParameterDecomposition.toJSON` wrote and checks it against the network; for the packages of methods, which
 * know how importances follow.
 * @throws `corrupt-file` when a field is missing, unknown, of another length or not finite, or the sites are others
 */
export function readParameterDecompositionJson(json: unknown, network: TargetNetwork): ParameterDecompositionRecord {
  const parsed = schema().safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return corrupt(
      "the file must be an exampledon parameter decomposition of version 1",
      issue && `${issue.path.join(".")}: ${issue.message}`,
    );
  }
  const { method, params, sites, importance } = parsed.data;
  const wanted = network.sites.map(({ name, weights }) => `${name} [${weights.rows} × ${weights.cols}]`).join(", ");
  const given = sites.map(({ name, inputs, outputs }) => `${name} [${inputs} × ${outputs}]`).join(", ");
  if (wanted !== given) corrupt(`the sites must be those of the network, ${wanted}`, given);
  const factors = sites.map(({ name, components, rank, inputs, outputs, read, write }): SiteFactors => {
    const rows = components * rank;
    const floats = (field: string, text: string, width: number) =>
      matrix(rows, width, unpackFloats(`${WHERE}: ${field} of ${name}`, text, rows * width));
    return { name, rank, read: floats("read", read, inputs), write: floats("write", write, outputs) };
  });
  return { method, params, sites: factors, importance };
}

function schema() {
  const size = () => z.int().check(z.minimum(1));
  return z.strictObject({
    format: z.literal("exampledon-parameter-decomposition"),
    version: z.literal(1),
    method: z.string(),
    params: z.record(z.string(), z.unknown()),
    sites: z.array(
      z.strictObject({
        name: z.string(),
        components: size(),
        rank: size(),
        inputs: size(),
        outputs: size(),
        read: z.string(),
        write: z.string(),
      }),
    ),
    importance: z.record(z.string(), z.unknown()),
  });
}

function corrupt(problem: string, got: unknown): never {
  return fail("corrupt-file", { where: WHERE, problem, got, cure: "write the file again with toJSON" });
}
