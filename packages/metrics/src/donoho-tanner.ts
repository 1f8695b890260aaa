import { fail } from "@exampledon/core";

/**
 * The weak Donoho–Tanner threshold of the cross-polytope: the largest share ρ = k/d of non-zeros at which the least L1
 * norm finds almost every k-sparse code of either sign from d of n measurements, δ = d/n, as n grows. At finite size the
 * transition is a band about it.
 *
 * On the curve's parametric form, for z > 0 and Mills' ratio `M = Φ(−z)/φ(z)`: `δ = 2 / (z/φ(z) + 2 (1 − z M))`,
 * `ρ = 1 − z M` (Donoho, Maleki and Montanari 2009, arXiv:0907.3574, where it is the optimum over z; the same curve as
 * Donoho and Tanner 2009, arXiv:0906.2530).
 * @param delta δ in (0, 1]; ρ(1) = 1
 * @throws `bad-param` when delta is outside
 */
export function donohoTanner(delta: number): number {
  if (!(delta > 0 && delta <= 1)) {
    fail("bad-param", {
      where: "donohoTanner",
      problem: "delta must be in (0, 1]",
      got: delta,
      cure: "pass dimensions per direction",
    });
  }
  // δ falls from 1 at z = 0 to 0: bisection to the last bit.
  let low = 0;
  let high = 1;
  while (deltaAt(high) > delta) high *= 2;
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    if (deltaAt(middle) > delta) low = middle;
    else high = middle;
  }
  return oneMinusMills((low + high) / 2);
}

/** δ as a function of z. */
function deltaAt(z: number): number {
  return 2 / (z * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2) + 2 * oneMinusMills(z));
}

/** `1 − z Φ(−z)/φ(z)`: by series below 2, by Laplace's continued fraction above. */
function oneMinusMills(z: number): number {
  if (z > 2) {
    // Φ(−z)/φ(z) = 1/(z + 1/(z + 2/(z + …))).
    let rest = 0;
    for (let k = 200; k >= 1; k--) rest = k / (z + rest);
    return rest / (z + rest);
  }
  let [term, sum] = [z, z];
  for (let n = 1; term > 1e-18 * sum; n++) {
    term *= (z * z) / (2 * n + 1);
    sum += term;
  }
  return 1 - z * (Math.sqrt(Math.PI / 2) * Math.exp((z * z) / 2) - sum);
}
