/** Levels on each side of zero. */
const levels = 120;

const warm = [213, 94, 0] as const;
const cool = [0, 114, 178] as const;

/**
 * Colours of a heat map as `[red, green, blue, alpha]`: transparent at zero, so that zero is the page's own background
 * in every theme; vermilion above and blue below, both of middling lightness and apart for every colour vision.
 */
export const heatPalette: readonly (readonly [number, number, number, number])[] = Array.from(
  { length: 2 * levels + 1 },
  (_, index) => {
    const level = index - levels;
    return [...(level < 0 ? cool : warm), Math.round((Math.abs(level) / levels) * 255)] as const;
  },
);

/**
 * Index into {@link heatPalette} of a value. A scale that spans zero has zero at the neutral colour and the same reach
 * on both sides; one that does not runs from its end nearest to zero. Values beyond the ends take the end's colour;
 * NaN is neutral.
 */
export function heatIndex(value: number, min: number, max: number): number {
  if (Number.isNaN(value)) return levels;
  let share: number;
  if (min < 0 && max > 0) share = value / Math.max(-min, max);
  else if (max <= 0) share = (value - max) / (max - min || 1);
  else share = (value - min) / (max - min || 1);
  const clamped = Math.min(max <= 0 ? 0 : 1, Math.max(min < 0 ? -1 : 0, share));
  return levels + Math.round(clamped * levels);
}
