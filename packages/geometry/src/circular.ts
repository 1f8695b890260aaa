import {
  type ChoiceField,
  choice,
  fail,
  type IntegerField,
  integer,
  type NumberField,
  number,
  parseParams,
  stackRows,
} from "@exampledon/core";
import type { ActiveFeature } from "./activity.ts";
import { orthonormalRows, toFloat32 } from "./directions.ts";
import { plantDirections } from "./plant-directions.ts";
import type { WorldDefinition } from "./world.ts";
import { worldOf } from "./world-of.ts";

const circularParams: {
  readonly circles: IntegerField;
  readonly dim: IntegerField;
  readonly presence: NumberField;
  readonly points: IntegerField;
  readonly radiusLow: NumberField;
  readonly radiusHigh: NumberField;
  readonly planes: ChoiceField<"orthonormal" | "random">;
} = {
  circles: integer({ doc: "Number of circles.", unit: "circles", default: 4, min: 1, max: 2000 }),
  dim: integer({
    label: "dimensions",
    doc: "Width of an activation.",
    unit: "dimensions",
    default: 8,
    min: 2,
    max: 4096,
  }),
  presence: number({ doc: "Chance that a circle takes part in a sample.", default: 0.25, min: 0, max: 1 }),
  points: integer({
    label: "points on a circle",
    doc: "Number of equally spaced angles, e.g. 7 for the days of the week; 0 for every angle.",
    unit: "points",
    default: 0,
    min: 0,
    max: 1000,
  }),
  radiusLow: number({
    label: "smallest radius",
    doc: "Lower end of the uniform distribution of radii.",
    default: 1,
    min: 0,
    max: 100,
  }),
  radiusHigh: number({
    label: "largest radius",
    doc: "Upper end of the uniform distribution of radii.",
    default: 1,
    min: 0,
    max: 100,
  }),
  planes: choice({
    doc: "Whether the planes of the circles are orthogonal to each other or drawn apart.",
    default: "orthonormal",
    choices: ["orthonormal", "random"],
  }),
};

/**
 * Features that are circles and not lines (Engels et al. 2024, arXiv:2405.14860): in each sample a circle is present or
 * not, and where it is, the activation has a point of it, `r (cos θ · u + sin θ · v)`, in a plane of its own. The two
 * directions u and v of every circle are features; which two of the plane they are is arbitrary.
 */
export const circular: WorldDefinition<typeof circularParams> = {
  id: "circular",
  title: "Circles",
  summary: "Features of two dimensions: an angle on a circle, present in some samples.",
  params: circularParams,
  build: (rng, values = {}) => {
    const params = parseParams("circular", circularParams, values);
    const { circles, dim, presence, points, radiusLow, radiusHigh, planes } = params;
    if (radiusLow > radiusHigh) {
      fail("bad-param", {
        where: "circular",
        problem: `radiusLow must be at most radiusHigh = ${radiusHigh}`,
        got: radiusLow,
        cure: "swap the two",
      });
    }
    const own = rng.split("directions");
    const directions =
      planes === "orthonormal"
        ? plantDirections("circular", "orthonormal", own, 2 * circles, dim)
        : stackRows(...Array.from({ length: circles }, (_, i) => toFloat32(orthonormalRows(own.split(i), 2, dim))));
    const names = Array.from({ length: 2 * circles }, (_, i) => `circle ${i >> 1} ${i % 2 === 0 ? "cosine" : "sine"}`);
    return worldOf({
      id: "circular",
      params,
      groups: [{ name: "circles", names, directions, sparse: true }],
      draw: (streams, batch) => {
        const [present, place] = [streams.split("presence"), streams.split("points")];
        const out: ActiveFeature[] = [];
        for (let sample = 0; sample < batch; sample++) {
          for (let circle = 0; circle < circles; circle++) {
            if (present.uniform() >= presence) continue;
            const radius = place.uniform(radiusLow, radiusHigh);
            const turn = points === 0 ? place.uniform() : place.integer(points) / points;
            const angle = 2 * Math.PI * turn;
            out.push(
              { sample, group: "circles", feature: 2 * circle, coefficient: radius * Math.cos(angle) },
              { sample, group: "circles", feature: 2 * circle + 1, coefficient: radius * Math.sin(angle) },
            );
          }
        }
        return out;
      },
    });
  },
};
