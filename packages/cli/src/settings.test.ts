import { choice, integer } from "@exampledon/core";
import { expect, it } from "vitest";
import { parseSettings } from "./settings.ts";

const spec = {
  animals: integer({ doc: "How many.", default: 10, min: 1, max: 100 }),
  mode: choice({ doc: "Which.", default: "a", choices: ["a", "b"] }),
};

it("returns what was given, typed, and nothing else", () =>
  expect(parseSettings("here", spec, { animals: "20" })).toEqual({ animals: 20 }));

it("names the closest parameter for an unknown one", () =>
  expect(() => parseSettings("here", spec, { animal: "20" })).toThrow(/^here: .*got animal; did you mean animals\?$/));

it.each([{ animals: "0" }, { animals: "many" }, { animals: "" }, { mode: "c" }])("refuses %o", (settings) =>
  expect(() => parseSettings("here", spec, settings as Record<string, string>)).toThrow(
    expect.objectContaining({ code: "bad-param" }),
  ),
);
