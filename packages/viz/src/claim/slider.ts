import type { IntegerField, NumberField } from "@exampledon/core";

type Numeric = IntegerField | NumberField;

/** Positions of a slider with a logarithmic travel. */
export const logPositions = 200;

/** The `min`, `max` and `step` of a range input for a parameter. */
export function sliderRange(field: Numeric): { readonly min: number; readonly max: number; readonly step: number } {
  if (field.scale === "log") return { min: 0, max: logPositions, step: 1 };
  return { min: field.min, max: field.max, step: stepOf(field) };
}

/** Where a value lies on the slider. */
export function toSlider(field: Numeric, value: number): number {
  if (field.scale !== "log") return value;
  return Math.round((logPositions * Math.log(value / field.min)) / Math.log(field.max / field.min));
}

/** The value at a slider position: whole for integers, to three digits on a logarithmic travel, always within range. */
export function fromSlider(field: Numeric, position: number): number {
  if (field.scale !== "log") return position;
  const raw = field.min * (field.max / field.min) ** (position / logPositions);
  const value = field.kind === "integer" ? Math.round(raw) : Number(raw.toPrecision(3));
  return Math.min(field.max, Math.max(field.min, value));
}

/** Spacing of the number box and of a linear slider. */
export function stepOf(field: Numeric): number {
  if (field.step !== undefined) return field.step;
  return field.kind === "integer" ? 1 : (field.max - field.min) / 100;
}
