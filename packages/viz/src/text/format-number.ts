const minus = "−";

/**
 * A number for readers: `digits` significant digits, a true minus sign, powers of ten outside [0.001, 100000).
 * @param digits default 3; whole numbers below 100000 are printed in full
 */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "n/a" : value > 0 ? "∞" : `${minus}∞`;
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return scientific(value, digits);
  const text = Number.isInteger(value) ? String(value) : trimZeros(value.toPrecision(digits));
  return signed(text);
}

/** A mean with half of its interval, both to the interval's second significant digit: `0.9870 ± 0.0012`. */
export function formatMeasured(mean: number, half: number): string {
  if (!(half > 0) || !Number.isFinite(half)) return formatNumber(mean, 4);
  const decimals = Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(half))));
  if (Math.abs(mean) >= 1e6 || decimals === 8) return `${formatNumber(mean)} ± ${formatNumber(half, 2)}`;
  return `${signed(zeroUnsigned(mean.toFixed(decimals)))} ± ${half.toFixed(decimals)}`;
}

/** A duration in the unit that fits: `340 ms`, `4.2 s`, `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return "unknown time";
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return signed(`${trimZeros(mantissa!)}e${Number(exponent)}`);
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function zeroUnsigned(text: string): string {
  return Number(text) === 0 ? text.replace("-", "") : text;
}

function signed(text: string): string {
  return text.replaceAll("-", minus);
}
