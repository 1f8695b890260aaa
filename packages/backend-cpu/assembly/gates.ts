import { storeLanes } from "./arithmetic";

// Leaks in the order of `leaks` on the other side.
@inline const VALUE: i32 = 0;
@inline const RISING: i32 = 2;

/** Hard sigmoid `min(max(x, leak · x), 1)`. */
@inline
function lower(x: v128, leak: v128): v128 {
  return f32x4.min(f32x4.max(x, f32x4.mul(x, leak)), f32x4.splat(1));
}

/** Its slope times what comes from above: `below` at x ≤ 0, 1 in (0, 1], 0 above. */
@inline
function lowerSlope(x: v128, upstream: v128, slope: v128, leak: i32): v128 {
  const positive = f32x4.gt(x, f32x4.splat(0));
  const flat = f32x4.gt(x, f32x4.splat(1));
  const rising = leak == RISING ? f32x4.min(upstream, f32x4.splat(0)) : upstream;
  return v128.bitselect(v128.andnot(upstream, flat), f32x4.mul(slope, rising), positive);
}

/** `x > 1 ? 1 + slope (x − 1) : max(x, 0)`. */
@inline
function upper(x: v128, slope: v128): v128 {
  const one = f32x4.splat(1);
  const above = f32x4.add(one, f32x4.mul(slope, f32x4.sub(x, one)));
  return v128.bitselect(above, f32x4.max(x, f32x4.splat(0)), f32x4.gt(x, one));
}

/** Adds four numbers to four float64 sums. */
@inline
function gather(sums: usize, x: v128): void {
  const high = v128.shuffle<f32>(x, x, 2, 3, 2, 3);
  v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(x)));
  v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.promote_low_f32x4(high)), 16);
}

/** Rounds `count` float64 sums. */
function settle(sums: usize, count: i32, out: usize): void {
  for (let q: i32 = 0; q < count; q++) store<f32>(out + (<usize>q << 2), <f32>load<f64>(sums + (<usize>q << 3)));
}

/** `x · weight + bias` for rows `[begin, end)`. */
export function affineGate(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  x: usize,
  weight: usize,
  bias: usize,
  out: usize,
): void {
  for (let i = begin; i < end; i++) {
    const row = (<usize>i * cols) << 2;
    for (let j: i32 = 0; j < cols; j += 4) {
      const at = <usize>j << 2;
      const sum = f32x4.add(f32x4.mul(v128.load(x + row + at), v128.load(weight + at)), v128.load(bias + at));
      storeLanes(out + row + at, sum, min(4, cols - j));
    }
  }
}

/** Columns whose sums fit into the first-level cache together. */
@inline
const STRIP: i32 = 256;

/** Gradients of {@link affineGate} for columns `[begin, end)`; any of `ofX`, `ofWeight` and `ofBias` may be 0. */
export function affineGateBack(
  begin: i32,
  end: i32,
  work: usize,
  rows: i32,
  cols: i32,
  x: usize,
  weight: usize,
  upstream: usize,
  ofX: usize,
  ofWeight: usize,
  ofBias: usize,
): void {
  for (let first = begin; first < end; first += STRIP) {
    const count = min(STRIP, end - first);
    const others = work + (<usize>STRIP << 3);
    memory.fill(work, 0, <usize>STRIP << 4);
    for (let i: i32 = 0; i < rows; i++) {
      for (let j: i32 = 0; j < count; j += 4) {
        const at = (<usize>i * cols + first + j) << 2;
        const flow = v128.load(upstream + at);
        const sums = <usize>j << 3;
        gather(work + sums, flow);
        gather(others + sums, f32x4.mul(flow, v128.load(x + at)));
        if (ofX) {
          const change = f32x4.mul(flow, v128.load(weight + (<usize>(first + j) << 2)));
          storeLanes(ofX + at, change, min(4, count - j));
        }
      }
    }
    if (ofBias) settle(work, count, ofBias + (<usize>first << 2));
    if (ofWeight) settle(others, count, ofWeight + (<usize>first << 2));
  }
}

/** `x (l + (1 − l) r)` with l the leaky sigmoid of the gate, for rows `[begin, end)`; `step` bytes from one row of r to the next. */
export function gatedMask(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  x: usize,
  gate: usize,
  sources: usize,
  step: usize,
  slope: f32,
  leak: i32,
  out: usize,
): void {
  const leaking = f32x4.splat(leak == VALUE ? slope : 0);
  for (let i = begin; i < end; i++) {
    const row = (<usize>i * cols) << 2;
    const source = sources + <usize>i * step;
    for (let j: i32 = 0; j < cols; j += 4) {
      const at = row + (<usize>j << 2);
      const l = lower(v128.load(gate + at), leaking);
      const r = v128.load(source + (<usize>j << 2));
      const mask = f32x4.add(l, f32x4.mul(f32x4.sub(f32x4.splat(1), l), r));
      storeLanes(out + at, f32x4.mul(v128.load(x + at), mask), min(4, cols - j));
    }
  }
}

/** Gradients of {@link gatedMask} for rows `[begin, end)`; any of `ofX`, `ofGate` and `ofSources` `[rows × cols]` may be 0. */
export function gatedMaskBack(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  x: usize,
  gate: usize,
  sources: usize,
  step: usize,
  slope: f32,
  leak: i32,
  upstream: usize,
  ofX: usize,
  ofGate: usize,
  ofSources: usize,
): void {
  const one = f32x4.splat(1);
  const leaking = f32x4.splat(leak == VALUE ? slope : 0);
  const slopes = f32x4.splat(slope);
  for (let i = begin; i < end; i++) {
    const row = (<usize>i * cols) << 2;
    const source = sources + <usize>i * step;
    for (let j: i32 = 0; j < cols; j += 4) {
      const at = row + (<usize>j << 2);
      const count = min(4, cols - j);
      const g = v128.load(gate + at);
      const l = lower(g, leaking);
      const r = v128.load(source + (<usize>j << 2));
      const flow = v128.load(upstream + at);
      const ofMask = f32x4.mul(flow, v128.load(x + at));
      if (ofX) {
        const mask = f32x4.add(l, f32x4.mul(f32x4.sub(one, l), r));
        storeLanes(ofX + at, f32x4.mul(flow, mask), count);
      }
      if (ofGate) {
        storeLanes(ofGate + at, lowerSlope(g, f32x4.mul(ofMask, f32x4.sub(one, r)), slopes, leak), count);
      }
      if (ofSources) storeLanes(ofSources + at, f32x4.mul(ofMask, f32x4.sub(one, l)), count);
    }
  }
}

/** `Σ_rows (1 + γ²) u² / (u² + γ²)`, u the upper leaky sigmoid of the gate, for columns `[begin, end)`. */
export function smoothL0Totals(
  begin: i32,
  end: i32,
  work: usize,
  rows: i32,
  cols: i32,
  gate: usize,
  gamma: f32,
  slope: f32,
  out: usize,
): void {
  const square = f32x4.splat(gamma * gamma);
  const scale = f32x4.splat(1 + gamma * gamma);
  const slopes = f32x4.splat(slope);
  for (let first = begin; first < end; first += STRIP) {
    const count = min(STRIP, end - first);
    memory.fill(work, 0, <usize>STRIP << 3);
    for (let i: i32 = 0; i < rows; i++) {
      for (let j: i32 = 0; j < count; j += 4) {
        const u = upper(v128.load(gate + ((<usize>i * cols + first + j) << 2)), slopes);
        const squares = f32x4.mul(u, u);
        gather(work + (<usize>j << 3), f32x4.div(f32x4.mul(scale, squares), f32x4.add(squares, square)));
      }
    }
    settle(work, count, out + (<usize>first << 2));
  }
}

/** Gradient of {@link smoothL0Totals} for rows `[begin, end)`; `upstream` has one number per column. */
export function smoothL0TotalsBack(
  begin: i32,
  end: i32,
  work: usize,
  cols: i32,
  gate: usize,
  gamma: f32,
  slope: f32,
  upstream: usize,
  out: usize,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  const square = f32x4.splat(gamma * gamma);
  const scale = f32x4.splat(2 * (1 + gamma * gamma) * gamma * gamma);
  const slopes = f32x4.splat(slope);
  for (let i = begin; i < end; i++) {
    const row = (<usize>i * cols) << 2;
    for (let j: i32 = 0; j < cols; j += 4) {
      const at = row + (<usize>j << 2);
      const g = v128.load(gate + at);
      const u = upper(g, slopes);
      const sum = f32x4.add(f32x4.mul(u, u), square);
      const change = f32x4.div(f32x4.mul(f32x4.mul(scale, u), v128.load(upstream + (<usize>j << 2))), f32x4.mul(sum, sum));
      const steep = v128.bitselect(slopes, v128.and(one, f32x4.gt(g, zero)), f32x4.gt(g, one));
      storeLanes(out + at, f32x4.mul(change, steep), min(4, cols - j));
    }
  }
}
