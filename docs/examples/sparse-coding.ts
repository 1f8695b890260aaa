import { rng, stackRows } from "@exampledon/core";
import { spanned } from "@exampledon/geometry";
import { orthogonalMatchingPursuit } from "@exampledon/sparse-coding";

// Two animals and two free attributes at once, and a dictionary of all directions that there are.
const world = spanned.build(rng(3).split("world"), { activeMin: 2, activeMax: 2, booleans: 2 });
const dictionary = stackRows(...world.groups.map((group) => group.directions));
const batch = world.sample(rng(3).split("samples"), 100);
const { codes } = orthogonalMatchingPursuit(dictionary, batch.activations, { tolerance: 1e-4, nonNegative: true });

let exact = 0;
for (let i = 0; i < codes.rows; i++) {
  const planted = world.groups.flatMap(({ name }) => {
    const built = batch.generating[name]!;
    return [...built.data.subarray(i * built.cols, (i + 1) * built.cols)];
  });
  const found = codes.data.subarray(i * codes.cols, (i + 1) * codes.cols);
  if (planted.every((coefficient, atom) => (coefficient !== 0) === (found[atom] !== 0))) exact++;
}
console.log(`what built the sample, found exactly: ${(exact / codes.rows).toFixed(2)} of samples`);
