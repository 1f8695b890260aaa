// Functions in float64 that use nothing but IEEE arithmetic: the same bits on every machine.

/** e^x to about 1e-15 of its value: `2^n · e^r`, |r| ≤ ln 2 / 2, e^r by its series. */
export function exponential(x: f64): f64 {
  // Beyond, the float32 result is ∞ or 0.
  if (x != x) return x;
  x = min(max(x, -150.0), 150.0);
  const n = nearest(x * 1.4426950408889634);
  const r = x - n * 0.6931471803691238 - n * 1.9082149292705877e-10;
  let sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  return sum * reinterpret<f64>((<i64>n + 1023) << 52);
}

/** Natural logarithm to about 1e-15: `n ln 2 + 2 artanh s`, s = (m − 1) / (m + 1), for x = 2^n m, m in [√½, √2). */
export function logarithm(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  const bits = reinterpret<i64>(x);
  // Adding the distance from √½ to 1 carries into the exponent what is at least √½ of the next power.
  const shifted = bits + (0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  const n = (shifted >> 52) - 1023;
  const m = reinterpret<f64>(bits - (n << 52));
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let sum = 1.0 / 21.0;
  sum = sum * z + 1.0 / 19.0;
  sum = sum * z + 1.0 / 17.0;
  sum = sum * z + 1.0 / 15.0;
  sum = sum * z + 1.0 / 13.0;
  sum = sum * z + 1.0 / 11.0;
  sum = sum * z + 1.0 / 9.0;
  sum = sum * z + 1.0 / 7.0;
  sum = sum * z + 1.0 / 5.0;
  sum = sum * z + 1.0 / 3.0;
  sum = sum * z + 1.0;
  return <f64>n * 0.6931471805599453 + 2 * s * sum;
}

/** a^b; NaN for a negative base and a broken exponent. */
export function power(a: f64, b: f64): f64 {
  if (b == 0) return 1;
  if (a >= 0) return exponential(b * logarithm(a));
  if (a != a || b != b || trunc(b) != b) return NaN;
  const size = exponential(b * logarithm(-a));
  return nearest(b / 2) * 2 == b ? size : -size;
}

/** log(1 + x) for 0 ≤ x ≤ 1 without losing small x: the error of 1 + x is divided out. */
export function log1p(x: f64): f64 {
  const sum = 1 + x;
  return sum == 1 ? x : logarithm(sum) - (sum - 1 - x) / sum;
}

/** The error function by `2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!!` (Abramowitz & Stegun 7.1.6); ±1 from |x| = 4 on. */
export function erf(x: f64): f64 {
  if (x >= 4) return 1;
  if (x <= -4) return -1;
  const doubled = 2 * x * x;
  let term = x;
  let sum = x;
  for (let odd: f64 = 3; abs(term) > 1e-17 * abs(sum); odd += 2) {
    term *= doubled / odd;
    sum += term;
  }
  return 1.1283791670955126 * exponential(-x * x) * sum;
}
