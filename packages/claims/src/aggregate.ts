import type { Measured } from "./result.ts";

/** Two-sided 95 % quantiles of Student's t for 1 … 30 degrees of freedom; the normal's 1.960 is used beyond. */
const STUDENT_T_95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Mean, sample standard deviation, 95 % interval of the mean and extremes of one value over seeds. */
export function aggregate(samples: readonly number[]): Measured {
  const n = samples.length;
  const mean = samples.reduce((sum, x) => sum + x, 0) / n;
  const spread = n > 1 ? Math.sqrt(samples.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)) : 0;
  // Equal samples differ from their computed mean by rounding; that is not a spread.
  const deviation = spread > 1e-14 * Math.abs(mean) * n ? spread : 0;
  const half = n > 1 ? ((STUDENT_T_95[n - 2] ?? 1.96) * deviation) / Math.sqrt(n) : 0;
  return {
    mean,
    deviation,
    low: mean - half,
    high: mean + half,
    min: Math.min(...samples),
    max: Math.max(...samples),
    n,
  };
}
