import { fail } from "@exampledon/core";

/** A rate and the interval that it lies in. */
export interface RateInterval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's interval of a success rate (Wilson 1927): sound at rates of 0 and 1, where the usual interval has no width.
 * @param z half-width in standard deviations; default 1.96, for 95 %
 * @throws `bad-param` when the counts are not whole numbers with 0 ≤ successes ≤ trials, trials ≥ 1, or z ≤ 0
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959963984540054): RateInterval {
  const whole = Number.isInteger(successes) && Number.isInteger(trials);
  if (!whole || successes < 0 || successes > trials || trials < 1 || !(z > 0)) {
    fail("bad-param", {
      where: "wilsonInterval",
      problem: "successes must be a whole number in [0, trials], trials ≥ 1, z > 0",
      got: [successes, trials, z],
      cure: "check the counts",
    });
  }
  const rate = successes / trials;
  const shrunk = 1 + z ** 2 / trials;
  const centre = (rate + z ** 2 / (2 * trials)) / shrunk;
  const half = (z / shrunk) * Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2));
  return {
    rate,
    low: successes === 0 ? 0 : centre - half,
    high: successes === trials ? 1 : centre + half,
  };
}
