import { type Matrix, matrix, transpose } from "@exampledon/core";
import type { ParameterDecomposition } from "@exampledon/decomposer";
import { componentMatch, type WeightComponents } from "@exampledon/metrics";
import type { KnownNetwork } from "@exampledon/networks";
import type { HeatmapFigure } from "../figure.ts";
import { circuitsAt, SITES } from "./read-components.ts";

/** Every circuit against the component matched to it and to each other circuit: the diagonal fills as they are found. */
export function componentsMap(decomposition: ParameterDecomposition, network: KnownNetwork): HeatmapFigure {
  const blocks = SITES.map((site) => {
    const mechanisms = circuitsAt(network, site);
    const { read, write } = decomposition.site(site);
    const { component } = componentMatch({ components: { read, write }, mechanisms }).perMechanism;
    return { mechanisms, read, component };
  });
  const count = blocks.reduce((sum, { component }) => sum + component.length, 0);
  const values = new Array<number>(count * count).fill(0);
  let start = 0;
  for (const { mechanisms, read, component } of blocks) {
    component.forEach((matched, column) => {
      if (matched < 0) return;
      for (let circuit = 0; circuit < component.length; circuit++) {
        let inner = 0;
        for (let k = 0; k < read.cols; k++) {
          inner += mechanisms.read.data[circuit * read.cols + k]! * read.data[matched * read.cols + k]!;
        }
        values[(start + circuit) * count + start + column] = Math.abs(inner);
      }
    });
    start += component.length;
  }
  return {
    kind: "heatmap",
    title: "What each circuit's component reads",
    summary: "Cosine of each circuit's read direction with the read vectors of all matched components of its matrix.",
    rows: { label: "circuits: animals, then attributes", count },
    columns: { label: "the component matched to each circuit", count },
    values,
    min: 0,
    max: 1,
  };
}

/** The columns of a weight matrix `[in × out]` as components: what single neurons read. */
export function neuronComponents(weights: Matrix): WeightComponents {
  const write = matrix(weights.cols, weights.cols);
  for (let i = 0; i < weights.cols; i++) write.data[i * weights.cols + i] = 1;
  return { read: transpose(weights), write };
}
