import { fail } from "@exampledon/core";
import type { AdamMoments } from "./adam-moments.ts";
import type { Tensor } from "./backend.ts";
import { sameShape, showShape, sizeOf } from "./shapes.ts";

/** The parameters of an optimiser, by name. */
export type Slots = ReadonlyMap<string, { readonly target: Tensor }>;

/** Refuses a name that is no parameter. @throws `bad-param` */
export function unknownParameter(where: string, name: string, slots: Slots): never {
  fail("bad-param", {
    where,
    problem: `the parameters are ${[...slots.keys()].join(", ")}`,
    got: name,
    cure: "name one of them",
  });
}

/** Refuses gradients that do not match the parameters one to one. @throws `bad-param`, `bad-shape` */
export function checkGradients(slots: Slots, gradients: Readonly<Record<string, Tensor>>): void {
  for (const name of Object.keys(gradients)) if (!slots.has(name)) unknownParameter("adam.step", name, slots);
  for (const [name, { target }] of slots) {
    const gradient = gradients[name];
    if (!gradient) {
      fail("bad-param", {
        where: "adam.step",
        problem: "every parameter needs a gradient",
        got: `none for ${name}`,
        cure: "leave frozen parameters out of createAdam",
      });
    }
    if (!sameShape(gradient.shape, target.shape)) {
      fail("bad-shape", {
        where: "adam.step",
        problem: `the gradient of ${name} must be ${showShape(target.shape)}`,
        got: showShape(gradient.shape),
        cure: "pass the gradient of this parameter",
      });
    }
  }
}

/** Refuses a checkpoint of other parameters. @throws `corrupt-file` */
export function checkMoments(slots: Slots, { steps, first, second }: AdamMoments): void {
  const fits = [...slots].every(([name, { target }]) =>
    [first, second].every((moment) => moment[name]?.length === sizeOf(target.shape)),
  );
  const same = [first, second].every((moment) => Object.keys(moment).length === slots.size);
  if (!fits || !same || !Number.isInteger(steps) || steps < 0) {
    fail("corrupt-file", {
      where: "adam.restore",
      problem: `the checkpoint must hold moments of ${[...slots.keys()].join(", ")} and a step count`,
      got: { steps, first: Object.keys(first), second: Object.keys(second) },
      cure: "restore it into the run it came from",
    });
  }
}
