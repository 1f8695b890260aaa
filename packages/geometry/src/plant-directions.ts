import { type ChoiceField, choice, fail, type Matrix, type Rng } from "@exampledon/core";
import { axisRows, orthonormalRows, toFloat32, unitRows } from "./directions.ts";
import { spreadRows } from "./spread-rows.ts";

/** How the directions of a world's features lie to each other. */
export type Layout = "orthonormal" | "standard" | "random" | "spread";

/** The parameter that chooses a {@link Layout}. */
export const layoutParam: ChoiceField<Layout> = choice({
  doc: "Directions: a random orthonormal set, the axes themselves, random unit vectors, or unit vectors spread apart.",
  default: "orthonormal",
  choices: ["orthonormal", "standard", "random", "spread"],
});

/**
 * Unit directions `[features × dim]` of a layout.
 * @throws `bad-param` when an orthonormal layout has more features than dimensions
 */
export function plantDirections(where: string, layout: Layout, rng: Rng, features: number, dim: number): Matrix {
  const orthogonal = layout === "orthonormal" || layout === "standard";
  if (orthogonal && features > dim) {
    fail("bad-param", {
      where,
      problem: `${layout} directions of ${features} features need at least as many dimensions`,
      got: dim,
      cure: "raise dim, or choose random or spread directions",
    });
  }
  switch (layout) {
    case "orthonormal":
      return toFloat32(orthonormalRows(rng, features, dim));
    case "standard":
      return toFloat32(axisRows(features, dim));
    case "random":
      return toFloat32(unitRows(rng, features, dim));
    case "spread":
      return toFloat32(spreadRows(rng, features, dim));
  }
}
