import type { Measured } from "@exampledon/claims";

/** A number to 4 significant digits, without trailing zeros; scientific below 0.001 and from a million up. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return Number(value.toExponential(2)).toExponential();
  return String(Number(value.toPrecision(4)));
}

/** `mean ± standard deviation (n seeds)`; one seed has no spread. */
export function formatMeasured({ mean, deviation, n }: Measured): string {
  return n === 1
    ? `${formatNumber(mean)} (1 seed)`
    : `${formatNumber(mean)} ± ${formatNumber(Number(deviation.toPrecision(2)))} (${n} seeds)`;
}

/** A duration in milliseconds in words: `850 ms`, `12.3 s`, `4 min 10 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
