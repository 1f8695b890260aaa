/**
 * Series colours, in order: the Okabe–Ito palette, ordered so that neighbours stay apart under every colour-vision
 * deficiency; on white, its light colours are darkened to a contrast of 3. The style sheet holds the same values as
 * `--xd-series-1` … `--xd-series-8`. Source: Okabe and Ito, "Color Universal Design", 2008.
 */
export const palette: { readonly light: readonly string[]; readonly dark: readonly string[] } = {
  light: ["#0072b2", "#cb8600", "#000000", "#3c9cd0", "#d55e00", "#009e73", "#a49600", "#cc79a7"],
  dark: ["#0072b2", "#e69f00", "#ffffff", "#56b4e9", "#d55e00", "#009e73", "#f0e442", "#cc79a7"],
};

/** Backgrounds of the two themes, against which contrasts are meant. */
export const backgrounds: { readonly light: string; readonly dark: string } = { light: "#ffffff", dark: "#1b1b1d" };

const dashes = ["none", "7 3", "2 3", "9 3 2 3", "5 5", "1 2", "12 4", "4 2 1 2"];

/** How the series at `index` is drawn: colour, dash and marker together, so that no reader depends on colour alone. */
export interface SeriesStyle {
  /** A CSS variable reference, resolved by the theme. */
  readonly colour: string;
  readonly dash: string;
  /** Index of the marker shape and of the bar pattern, 0 to 5. */
  readonly shape: number;
}

/** Style of the series at `index`; repeats after eight. */
export function seriesStyle(index: number): SeriesStyle {
  return { colour: `var(--xd-series-${(index % 8) + 1})`, dash: dashes[index % 8]!, shape: index % 6 };
}
