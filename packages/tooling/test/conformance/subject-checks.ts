import { cpuBackend } from "@exampledon/backend-cpu";
import type { Backend } from "@exampledon/compute";
import { backendChecks, type Check, trainingChecks, violation } from "@exampledon/conformance";
import { l1, topK } from "@exampledon/sae";

const methods = [
  { definition: l1, params: { latents: 12, batch: 16 } },
  { definition: topK, params: { latents: 12, batch: 16, k: 3 } },
];

/** How much to try. */
export interface Thoroughness {
  /** Most examples per primitive and check. */
  readonly examples?: number;
  /** Training steps. */
  readonly steps?: number;
}

/** For graphics in software, which compile anew for every shape: a full run takes minutes. */
export const brief: Thoroughness = { examples: 3, steps: 4 };

/** Every check of one backend, which is made once, when the first of them runs. */
export function subjectChecks(
  name: string,
  make: () => Backend | Promise<Backend>,
  { examples, steps }: Thoroughness = {},
): Check[] {
  let made: Promise<Backend> | undefined;
  const backend = (): Promise<Backend> => {
    made ??= Promise.resolve().then(make);
    return made;
  };
  return [
    {
      name: "is-what-was-asked-for",
      run: async () => {
        const found = (await backend()).name;
        if (found !== name) violation(`the backend must be ${name}`, found, "nothing may run elsewhere");
      },
    },
    ...backendChecks(backend, { examples }),
    ...trainingChecks(backend, () => cpuBackend({ kernels: "scalar" }), methods, steps),
  ];
}
