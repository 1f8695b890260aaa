import { type Check, violation } from "@exampledon/conformance";
import type { GpuConstructor, GpujsMode } from "../src/index.ts";
import { divide, type Kernel, MAX_INDEX } from "../src/kernel.ts";
import { openDevice } from "../src/open-device.ts";

const COUNT = 4096;

/** Counts on from `base`; even results are quotients, odd ones remainders. */
const DIVISION: Kernel = {
  name: "division",
  inputs: { base: "whole", size: "whole" },
  body: `
    ${divide("i", "2", "pair", "which")}
    const from = base + pair;
    ${divide("from", "size", "quotient", "remainder")}
    if (which === 0) { return quotient; }
    return remainder;`,
};

/** Index arithmetic around every power of two up to the largest index: a GPU may round a division the wrong way. */
export function exactDivision(GPU: GpuConstructor, mode: GpujsMode): Check {
  return {
    name: "divides-exactly",
    run: async () => {
      const device = openDevice(GPU, "division", mode);
      for (const size of [1, 2, 3, 5, 7, 49, 64, 1000, 4095, 65537]) {
        for (let top = 2 * COUNT; top <= MAX_INDEX; top *= 2) {
          const base = top - COUNT;
          const found = device.read(device.run(DIVISION, 2 * COUNT, [base, size]));
          for (let at = 0; at < COUNT; at++) {
            const from = base + at;
            if (found[2 * at] === Math.floor(from / size) && found[2 * at + 1] === from % size) continue;
            violation(
              `${from} divided by ${size} must be ${Math.floor(from / size)}, ${from % size}`,
              [found[2 * at], found[2 * at + 1]],
              "correct the guess",
            );
          }
        }
      }
      device.close();
    },
  };
}
