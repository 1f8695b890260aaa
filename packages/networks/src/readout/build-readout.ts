import { add, concat, type NetworkSite, type Node, slice } from "@exampledon/compute";
import { assertCols, assertFinite, type Matrix, matrix, multiply, rowOf, stackRows, transpose } from "@exampledon/core";
import type { KnownNetwork } from "../known-network.ts";
import type { Mechanism } from "../mechanism.ts";
import { axis, columnOf, rankOnePart } from "../rank-one.ts";
import { type CircuitGroup, circuitGroups } from "./circuit-groups.ts";
import type { Directions } from "./directions.ts";
import type { ReadoutParams } from "./params.ts";
import { type ReadoutSource, readoutSource } from "./readout-source.ts";
import { respond } from "./response.ts";

/** Circuits on animals, then circuits on attributes, that read one activation. */
export interface ReadoutNetwork extends KnownNetwork {
  readonly source: ReadoutSource;
  /** Where the animals and attributes point, unit rows `[circuits × dim]`; what training started from knowing nothing of. */
  readonly planted: Matrix;
}

/**
 * The network `respond(a W + b)` and its mechanisms.
 * @param weights `[dim × circuits]`
 * @param bias `[1 × circuits]`, 0 for circuits that are not thresholded
 */
export function buildReadout(
  where: string,
  params: ReadoutParams,
  directions: Directions,
  weights: Matrix,
  bias: Matrix,
): ReadoutNetwork {
  const dim = weights.rows;
  const groups = circuitGroups(params);
  const source = readoutSource(where, directions, params);
  const rows = transpose(weights);
  const siteOf = (group: CircuitGroup): string => (params.sites === "one" ? "readout" : group.name);
  const strength = (params.strengthLow + params.strengthHigh) / 2;
  const planted = stackRows(directions.animals, directions.attributes);
  const mechanisms = groups.flatMap((group) =>
    Array.from({ length: group.count }, (_, i): Mechanism => {
      const circuit = group.first + i;
      const length = Math.hypot(...rowOf(rows, circuit)) || 1;
      const [size, at] = params.sites === "one" ? [bias.cols, circuit] : [group.count, i];
      const full = strength / (group.name === "attributes" ? Math.sqrt(dim) : 1);
      return {
        name: `${group.singular} ${i}`,
        group: group.name,
        parts: [rankOnePart(siteOf(group), rowOf(rows, circuit), axis(size, at))],
        ...(group.response === "thresholded" && { threshold: -bias.data[circuit]! / length }),
        probe: rowOf(planted, circuit).map((value) => value * full),
      };
    }),
  );
  const reads = stackRows(...mechanisms.map(({ parts }) => parts[0]!.read));
  const readings = (inputs: Matrix): Matrix => {
    assertCols(where, inputs, dim);
    assertFinite(where, inputs);
    return multiply(inputs, reads, { transposeB: true });
  };
  return {
    inputs: dim,
    outputs: bias.cols,
    sites:
      params.sites === "one" ? [{ name: "readout", weights }] : groups.map((group) => columnsAsSite(weights, group)),
    forward: (x, linear) => {
      const joint = params.sites === "one" ? linear("readout", x) : undefined;
      const answer = (group: CircuitGroup): Node =>
        respond(group.response, preActivations(x, linear, group, joint, bias));
      return concat([answer(groups[0]), answer(groups[1])], 1);
    },
    source,
    planted,
    mechanisms,
    readings,
    fires: (inputs) => {
      const { rows, cols, data } = readings(inputs);
      const on = (reading: number, at: number): number => {
        const { threshold } = mechanisms[at % cols]!;
        return Number(threshold === undefined || reading > threshold);
      };
      return matrix(rows, cols, data.map(on));
    },
  };
}

function columnsAsSite(weights: Matrix, { name, first, count }: CircuitGroup): NetworkSite {
  const columns = Array.from({ length: count }, (_, i) => columnOf(weights, first + i));
  const out = matrix(weights.rows, count);
  columns.forEach((column, i) => {
    column.forEach((value, k) => {
      out.data[k * count + i] = value;
    });
  });
  return { name, weights: out };
}

function preActivations(
  x: Node,
  linear: (site: string, a: Node) => Node,
  { name, first, count }: CircuitGroup,
  joint: Node | undefined,
  bias: Matrix,
): Node {
  const z = joint ? slice(joint, [0, first], [joint.shape[0]!, first + count]) : linear(name, x);
  const own = bias.data.slice(first, first + count);
  return own.some((value) => value !== 0) ? add(z, x.tape.constant(x.tape.backend.upload(own, [1, count]))) : z;
}
