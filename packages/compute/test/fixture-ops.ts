import * as compute from "../src/index.ts";
import { type Axes, add, type Node } from "../src/index.ts";

/** What one case of `fixtures/ops.json` says besides its inputs. */
export interface CaseAttributes {
  readonly transpose_a?: boolean;
  readonly transpose_b?: boolean;
  readonly approximate?: "none" | "tanh";
  readonly exponent?: number;
  readonly min?: number;
  readonly max?: number;
  readonly axis?: number | readonly number[] | null;
  readonly keepdims?: boolean;
  readonly ord?: 1 | 2;
  readonly k?: number;
  readonly begin?: readonly number[];
  readonly end?: readonly number[];
  readonly stride?: readonly number[];
  readonly shape?: readonly number[];
  readonly permutation?: readonly number[];
}

type Apply = (inputs: readonly Node[], attributes: CaseAttributes, integers: Readonly<Record<string, Node>>) => Node;

const reduceOptions = ({ axis, keepdims = false }: CaseAttributes): { axis?: Axes; keepDims: boolean } => ({
  ...(axis === null || axis === undefined ? {} : { axis }),
  keepDims: keepdims,
});
const axisOf = ({ axis }: CaseAttributes): { axis: Axes } => ({ axis: axis ?? -1 });

const binary =
  (op: (a: Node, b: Node) => Node): Apply =>
  ([a, b]) =>
    op(a!, b!);
const unary =
  (op: (x: Node) => Node): Apply =>
  ([x]) =>
    op(x!);

/** How each op of the fixture is called here. */
export const fixtureOps: Readonly<Record<string, Apply>> = {
  matmul: ([a, b], { transpose_a = false, transpose_b = false }) =>
    compute.matmul(a!, b!, { transposeA: transpose_a, transposeB: transpose_b }),
  add: binary(compute.add),
  sub: binary(compute.sub),
  mul: binary(compute.mul),
  div: binary(compute.div),
  maximum: binary(compute.maximum),
  relu: unary(compute.relu),
  exp: unary(compute.exp),
  log: unary(compute.log),
  sqrt: unary(compute.sqrt),
  abs: unary(compute.abs),
  sigmoid: unary(compute.sigmoid),
  tanh: unary(compute.tanh),
  square: unary(compute.square),
  negate: unary(compute.negate),
  softplus: unary(compute.softplus),
  gelu: ([x], { approximate = "none" }) => compute.gelu(x!, { approximate }),
  pow: ([x, exponent], attributes) => compute.pow(x!, exponent ?? attributes.exponent!),
  where: ([a, b], _, { condition }) => compute.where(condition!, a!, b!),
  clip: ([x], { min, max }) => compute.clip(x!, min!, max!),
  sum: ([x], attributes) => compute.sum(x!, reduceOptions(attributes)),
  mean: ([x], attributes) => compute.mean(x!, reduceOptions(attributes)),
  max: ([x], attributes) => compute.max(x!, reduceOptions(attributes)),
  logsumexp: ([x], attributes) => compute.logSumExp(x!, reduceOptions(attributes)),
  norm: ([x], attributes) => compute.norm(x!, { ...reduceOptions(attributes), order: attributes.ord ?? 2 }),
  softmax: ([x], attributes) => compute.softmax(x!, axisOf(attributes)),
  log_softmax: ([x], attributes) => compute.logSoftmax(x!, axisOf(attributes)),
  topk: ([x], { k }) => compute.topK(x!, k!).values,
  gather_rows: ([x], _, { indices }) => compute.gather(x!, indices!),
  gather: ([x], _, { indices }) => compute.gatherAlong(x!, indices!),
  scatter_add: ([x, source], _, { indices }) => add(x!, compute.scatterAddAlong(source!, indices!, x!.shape.at(-1)!)),
  scatter_add_rows: ([x, source], _, { indices }) => add(x!, compute.scatterAdd(source!, indices!, 0, x!.shape[0]!)),
  concat: ([a, b], { axis }) => compute.concat([a!, b!], axis as number),
  slice: ([x], { begin, end, stride }) => compute.slice(x!, begin!, end!, stride),
  reshape: ([x], { shape }) => compute.reshape(x!, shape!),
  transpose: ([x], { permutation }) => compute.transpose(x!, permutation),
};
