import { apd, spd, spdOracle } from "@exampledon/apd";
import type { ParameterDecomposerDefinition, ParameterInput } from "@exampledon/decomposer";
import type { ReadoutParams } from "@exampledon/networks";

/** One decomposition of the claim, and the network that is decomposed. */
export interface Arm {
  /** Prefix of its values. */
  readonly key: string;
  readonly title: string;
  readonly method: ParameterDecomposerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
  /** How the network differs from the main one. */
  readonly network: Partial<ReadoutParams>;
  /** Whether a component has a part in every weight matrix, as in APD, instead of in one. */
  readonly whole?: boolean;
  /** For the curve over independent variation. */
  readonly jitter?: number;
}

/** The parameters that decide what is decomposed. */
export interface ArmParams {
  readonly animals: number;
  readonly attributes: number;
  readonly jitter: number;
  readonly steps: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly importance: number;
  readonly faithfulness: number;
  readonly start: "random" | "activations";
  readonly controls: "none" | "limits" | "all";
  readonly sweep: boolean;
}

/** Keys and titles of the arms beside the main one. */
export const CONTROLS = {
  still: "attributes never vary by themselves",
  linear: "circuits without a threshold",
  random: "read vectors started at random",
  activations: "read vectors started at activations",
  truth: "started at the circuits",
  apd: "APD",
} as const;

/** Independent variation of attributes, for the curve; the main decomposition and that without any are on it, too. */
export const JITTERS: readonly number[] = [0.15, 0.3, 0.7];

/** Components of APD for each circuit: its number must be near the number of mechanisms. */
export const SPARE = 1.2;
/** Components for each circuit: with few to spare, now and then two circuits share one. */
const COMPONENTS = { animals: 5, attributes: 8 };
/** How much more importances cost at the attributes, of which more fire. */
const ATTRIBUTES_PRESSURE = 2.5;
/** Mean number of circuits that fire on an input of the default network: APD must be told. */
const FIRING = 6.5;

/** What SPD is told of the two weight matrices. */
export function sitesOf({
  animals,
  attributes,
}: Pick<ArmParams, "animals" | "attributes">): NonNullable<ParameterInput["sites"]> {
  return {
    animals: { components: COMPONENTS.animals * animals },
    attributes: { components: COMPONENTS.attributes * attributes, pressure: ATTRIBUTES_PRESSURE },
  };
}

const STARTS = { random: "overlap", activations: "data" } as const;

/** The decompositions: SPD as asked for, the controls, and the sweep over independent variation. */
export function armsOf(p: ArmParams): Arm[] {
  const params = {
    steps: p.steps,
    batch: p.batch,
    learningRate: p.learningRate,
    importance: p.importance,
    faithfulness: p.faithfulness,
    initialisation: STARTS[p.start],
  };
  const other = p.start === "random" ? "activations" : "random";
  const { initialisation: _, ...oracleParams } = params;
  const main: Arm = { key: "", title: "SPD", method: spd as never, params, network: {} };
  const limits: Arm[] = [
    { ...main, key: "still", title: `SPD, ${CONTROLS.still}`, network: { jitter: 0 } },
    {
      ...main,
      key: "linear",
      title: `SPD, ${CONTROLS.linear}`,
      network: { animalResponse: "linear", attributeResponse: "linear" },
    },
  ];
  const others: Arm[] = [
    { ...main, key: other, title: `SPD, ${CONTROLS[other]}`, params: { ...params, initialisation: STARTS[other] } },
    { ...main, key: "truth", title: `SPD, ${CONTROLS.truth}`, method: spdOracle as never, params: oracleParams },
    {
      ...main,
      key: "apd",
      title: CONTROLS.apd,
      method: apd as never,
      whole: true,
      params: {
        steps: p.steps,
        batch: p.batch,
        components: Math.ceil(SPARE * (p.animals + p.attributes)),
        rank: 1,
        active: FIRING,
      },
    },
  ];
  const sweep = JITTERS.map(
    (jitter): Arm => ({ ...main, key: "", title: `SPD, variation ${jitter}`, network: { jitter }, jitter }),
  );
  return [
    main,
    ...(p.controls === "none" ? [] : limits),
    ...(p.controls === "all" ? others : []),
    ...(p.sweep ? sweep : []),
  ];
}
