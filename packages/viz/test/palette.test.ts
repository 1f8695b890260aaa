import { readFileSync } from "node:fs";
import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";
import { backgrounds, palette } from "../src/figure/palette.ts";

type Vision = (colour: string) => string;

const visions: Record<string, Vision> = {
  ordinary: (colour) => colour,
  protanopia: filterDeficiencyProt(1) as Vision,
  deuteranopia: filterDeficiencyDeuter(1) as Vision,
  tritanopia: filterDeficiencyTrit(1) as Vision,
};
const difference = differenceCiede2000();
const styles = readFileSync(new URL("../src/styles/theme.css", import.meta.url), "utf8");

describe.each(["light", "dark"] as const)("series colours, %s", (theme) => {
  const colours = palette[theme];

  it.each(Object.entries(visions))("neighbours stay apart with %s", (_, see) => {
    for (let index = 1; index < colours.length; index++) {
      const apart = difference(see(colours[index - 1]!), see(colours[index]!));
      expect(apart, `${colours[index - 1]} beside ${colours[index]}`).toBeGreaterThanOrEqual(10);
    }
  });

  it("stand out from the background", () => {
    for (const colour of colours) {
      expect(wcagContrast(colour, backgrounds[theme]), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it("are the ones in the style sheet", () => {
    const blocks = styles.split("--xd-theme:").filter((block) => block.trimStart().startsWith(theme));
    expect(blocks).toHaveLength(theme === "dark" ? 2 : 1);
    for (const block of blocks) {
      const declared = [...block.matchAll(/--xd-series-\d: (#[0-9a-f]{6});/g)].map((match) => match[1]);
      expect(declared).toEqual(colours);
    }
  });
});
