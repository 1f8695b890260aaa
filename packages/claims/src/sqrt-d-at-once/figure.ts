import type { Figure } from "../figure.ts";
import type { Crowd, Noise } from "./read-offs.ts";

/** How often one circuit misses its animal in a space of one width. */
export interface WidthScore {
  readonly width: number;
  /** With the root of the width on, unrelated. */
  readonly root: number;
  /** With the root of the width on, conspiring. */
  readonly worst: number;
  /** With an eighth of the width on, unrelated. */
  readonly eighth: number;
}

/** What {@link limitsFigure} draws. */
export interface LimitsInput {
  readonly counts: readonly number[];
  readonly noise: readonly Noise[];
  readonly all: readonly Crowd[];
  readonly others: readonly Crowd[];
  readonly widths: readonly WidthScore[];
}

/** Failures against the number of attributes that are on, and against the width of the space. */
export function limitsFigure({ counts, noise, all, others, widths }: LimitsInput): Figure {
  const across = widths.map(({ width }) => width);
  const percent = (share: number): string => `${Math.round(100 * share)} %`;
  const [narrow, wide] = [widths[0]!, widths.at(-1)!];
  return {
    kind: "panels",
    title: "How many attributes may be on",
    summary:
      "The more attributes are on, the more readings fail: first the choice among all animals and the circuit whose disturbances conspire, " +
      `last the single circuit with unrelated disturbances. With the root of the width on, the last misses ${percent(narrow.root)} in ` +
      `${narrow.width} dimensions and ${percent(wide.root)} in ${wide.width}; conspiring ones silence it ${percent(wide.worst)} of the time there.`,
    figures: [
      {
        kind: "lines",
        title: "Failures against attributes that are on",
        summary:
          "The choice among all animals fails as often among unrelated random directions as in the span of attributes.",
        x: { label: "attributes on", min: 0 },
        y: { label: "share that fails", min: 0, max: 1.05 },
        series: [
          { name: "one circuit, unrelated attributes", x: counts, y: noise.map(({ misses }) => misses) },
          { name: "one circuit, conspiring attributes", x: counts, y: noise.map(({ worstMisses }) => worstMisses) },
          { name: "largest of all animals", x: counts, y: all.map(({ argmaxMisses }) => argmaxMisses) },
          { name: "the same, unrelated directions", x: counts, y: others.map(({ argmaxMisses }) => argmaxMisses) },
        ],
      },
      {
        kind: "lines",
        title: "Misses of one circuit against the width of the space",
        summary:
          "The root of the width is a limit for conspiring attributes; of unrelated ones, a fixed share of the width fails equally often at every width.",
        x: { label: "dimensions", scale: "log" },
        y: { label: "share that fails", min: 0, max: 1.05 },
        series: [
          { name: "√d on, unrelated", x: across, y: widths.map(({ root }) => root) },
          { name: "d/8 on, unrelated", x: across, y: widths.map(({ eighth }) => eighth) },
          { name: "√d on, conspiring", x: across, y: widths.map(({ worst }) => worst) },
        ],
      },
    ],
  };
}
