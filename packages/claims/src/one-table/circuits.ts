import { type Matrix, matrix } from "@exampledon/core";
import { columnsAt, type KnownNetwork, mechanismsAt } from "@exampledon/networks";

/** The circuits of one group on some inputs: what methods are held against. */
export interface Circuits {
  readonly group: string;
  /** Weight matrix that they are mechanisms of. */
  readonly site: string;
  /** Unit rows `[circuits × dim]`: a circuit's variable is `read · a`. */
  readonly read: Matrix;
  /** What their mechanisms write, `[circuits × outputs of all weights that read the activation]`. */
  readonly write: Matrix;
  /** Places among the network's answers. */
  readonly outputs: Int32Array;
  /** What they read, `[samples × circuits]`. */
  readonly readings: Matrix;
  /** 1 where they act, else 0, `[samples × circuits]`. */
  readonly fires: Matrix;
}

/** The circuits of a network whose mechanisms each belong to one weight matrix, by matrix. */
export function circuitsOf(network: KnownNetwork, inputs: Matrix): Circuits[] {
  const [readings, fires] = [network.readings(inputs), network.fires(inputs)];
  const width = network.sites.reduce((sum, { weights }) => sum + weights.cols, 0);
  let start = 0;
  return network.sites.map(({ name, weights }) => {
    const rows = mechanismsAt(network.mechanisms, name);
    const write = matrix(rows.write.rows, width);
    for (let i = 0; i < rows.write.rows; i++) {
      const own = rows.write.data.subarray(i * weights.cols, (i + 1) * weights.cols);
      write.data.set(own, i * width + start);
    }
    start += weights.cols;
    return {
      group: rows.groups[0]!,
      site: name,
      read: rows.read,
      write,
      outputs: rows.indices,
      readings: columnsAt(readings, rows),
      fires: columnsAt(fires, rows),
    };
  });
}
