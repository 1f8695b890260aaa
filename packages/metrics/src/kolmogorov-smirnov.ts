import { checkLists } from "./checks.ts";

/** What {@link kolmogorovSmirnov} returns. */
export interface KolmogorovSmirnov {
  /** The largest distance between the two empirical distribution functions, 0 … 1. */
  readonly statistic: number;
  /** Chance of such a distance or a larger one when both samples come from one distribution; asymptotic. */
  readonly pValue: number;
}

/**
 * Two-sample Kolmogorov–Smirnov test: do two samples come from the same distribution? The p-value is the limit for
 * large samples (Smirnov 1939); too large, that is, cautious, below some tens of values.
 * @throws `bad-shape` when a sample is empty; `not-finite`
 */
export function kolmogorovSmirnov(a: ArrayLike<number>, b: ArrayLike<number>): KolmogorovSmirnov {
  checkLists("kolmogorovSmirnov", a);
  checkLists("kolmogorovSmirnov", b);
  const x = new Float64Array(a).sort();
  const y = new Float64Array(b).sort();
  let statistic = 0;
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    const value = Math.min(x[i]!, y[j]!);
    while (i < x.length && x[i]! <= value) i++;
    while (j < y.length && y[j]! <= value) j++;
    statistic = Math.max(statistic, Math.abs(i / x.length - j / y.length));
  }
  const effective = (x.length * y.length) / (x.length + y.length);
  return { statistic, pValue: kolmogorovTail(Math.sqrt(effective) * statistic) };
}

/** P(K > t) of Kolmogorov's distribution, by the series that converges fast on either side of 1. */
function kolmogorovTail(t: number): number {
  if (t === 0) return 1;
  let sum = 0;
  if (t < 1) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * t * t));
    return 1 - (Math.sqrt(2 * Math.PI) / t) * sum;
  }
  for (let k = 1; k <= 9; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * t) ** 2);
  return sum;
}
