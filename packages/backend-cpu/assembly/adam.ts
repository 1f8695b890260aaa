/**
 * One step of Adam on numbers `[begin, end)`: target and moments change in place. `rate` is lr / (1 − β₁ᵗ), `scale`
 * 1 / √(1 − β₂ᵗ).
 */
export function adam(
  begin: i32,
  end: i32,
  work: usize,
  target: usize,
  gradient: usize,
  first: usize,
  second: usize,
  rate: f32,
  scale: f32,
  epsilon: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
): void {
  const stop = <usize>end << 2;
  for (let at = <usize>begin << 2; at < stop; at += 16) {
    const slope = v128.load(gradient + at);
    const mean = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), v128.load(first + at)),
      f32x4.mul(f32x4.splat(rest1), slope),
    );
    const square = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(second + at)),
      f32x4.mul(f32x4.splat(rest2), f32x4.mul(slope, slope)),
    );
    v128.store(first + at, mean);
    v128.store(second + at, square);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(square), f32x4.splat(scale)), f32x4.splat(epsilon));
    const change = f32x4.div(f32x4.mul(f32x4.splat(rate), mean), root);
    v128.store(target + at, f32x4.sub(v128.load(target + at), change));
  }
}
