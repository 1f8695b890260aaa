import { fail, type Matrix, matrix } from "@exampledon/core";
import type { Decomposition } from "./contract.ts";
import { checkActivations, readings, times } from "./create-parameter-decomposition.ts";
import { packFloats } from "./pack-floats.ts";
import type { ParameterDecomposition, SiteComponents } from "./parameter-contract.ts";
import { reconstructFrom } from "./reconstruct-from.ts";

/** How to look at sites as a decomposition of what they read. */
export interface SiteDecompositionOptions {
  /**
   * `causal` (default): activity is importance times what is read. `one`: every component counts as fully on, for
   * methods whose importances depend on more than the site's input.
   */
  readonly importance?: "causal" | "one";
}

/**
 * Sites that read the same activation, as a decomposition of it, so that what judges an SAE judges parameter components.
 *
 * `dim` is the width of the activation. Read rows are `‖u‖ v`; activity is `importance · ‖u‖ (v · a)`. Write rows are
 * unit u in the space of the sites' outputs, joined in order, of width `writeDim`: they are no directions of the
 * activation, so metrics that compare directions in activation space must be given `read`. `reconstruct` gives the
 * sites' outputs with each component masked by its importance. `decompositionFromJson` does not read its JSON back:
 * keep the parameter decomposition's.
 * @throws `unknown-id`; `bad-shape` when the sites read activations of different widths; `missing-capability` when
 * importances depend on the whole network
 */
export function siteDecomposition(
  decomposition: ParameterDecomposition,
  names: readonly [string, ...string[]],
  { importance = "causal" }: SiteDecompositionOptions = {},
): Decomposition {
  const { method, importancesAt } = decomposition;
  const sites = names.map((name) => decomposition.site(name));
  const dim = sites[0]!.inputs;
  const other = sites.find(({ inputs }) => inputs !== dim);
  if (other) {
    fail("bad-shape", {
      where: `${method}: siteDecomposition`,
      problem: `all sites must read activations of width ${dim}`,
      got: `${other.inputs} at ${other.name}`,
      cure: "take sites that read the same activation",
    });
  }
  if (importance === "causal" && !importancesAt) {
    fail("missing-capability", {
      where: `${method}: siteDecomposition`,
      problem: "its importances depend on the whole network",
      got: names,
      cure: 'use activity(site, inputs), or pass importance: "one"',
    });
  }
  const write = joinWrites(sites);
  const offset = new Float32Array(write.cols);
  const lengths = sites.map(({ singularValues, rank, components }) =>
    Float64Array.from({ length: components }, (_, c) => singularValues.data[c * rank]!),
  );
  const read = joinColumns(
    sites.map((site, s) => site.read.data.map((value, at) => value * lengths[s]![Math.floor(at / dim)]!)),
    dim,
  );
  const activity = (activations: Matrix): Matrix => {
    checkActivations(`${method}: activations`, activations, dim);
    const parts = sites.map((site) => {
      const amounts = readings(site, activations);
      return importance === "one" ? amounts : times(importancesAt!(site.name, activations), amounts);
    });
    return besideEachOther(parts);
  };
  return {
    method,
    components: read.rows,
    dim,
    ...(write.cols !== dim && { writeDim: write.cols }),
    read,
    write,
    offset,
    activity,
    reconstruct: (activations) => reconstructFrom(activity(activations), write, offset),
    toJSON: () => ({
      format: "exampledon-decomposition",
      version: 1,
      method,
      params: decomposition.toJSON().params,
      components: read.rows,
      dim,
      encoder: { kind: "sites", sites: names, importance },
      read: packFloats(read.data),
      write: packFloats(write.data),
      offset: packFloats(offset),
    }),
  };
}

function joinWrites(sites: readonly SiteComponents[]): Matrix {
  const width = sites.reduce((sum, { outputs }) => sum + outputs, 0);
  const out = matrix(
    sites.reduce((sum, { components }) => sum + components, 0),
    width,
  );
  let row = 0;
  let start = 0;
  for (const { components, outputs, write } of sites) {
    for (let c = 0; c < components; c++, row++) {
      const u = write.data.subarray(c * outputs, (c + 1) * outputs);
      const length = Math.hypot(...u);
      for (let j = 0; j < outputs; j++) out.data[row * width + start + j] = length > 0 ? u[j]! / length : 0;
    }
    start += outputs;
  }
  return out;
}

function joinColumns(parts: readonly Float32Array[], cols: number): Matrix {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part, at);
    at += part.length;
  }
  return matrix(data.length / cols, cols, data);
}

function besideEachOther(parts: readonly Matrix[]): Matrix {
  const [first] = parts;
  if (parts.length === 1) return first!;
  const out = matrix(
    first!.rows,
    parts.reduce((sum, { cols }) => sum + cols, 0),
  );
  let start = 0;
  for (const { rows, cols, data } of parts) {
    for (let i = 0; i < rows; i++) out.data.set(data.subarray(i * cols, (i + 1) * cols), i * out.cols + start);
    start += cols;
  }
  return out;
}
