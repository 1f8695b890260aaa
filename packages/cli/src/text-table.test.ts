import { expect, it } from "vitest";
import { memoryTerminal } from "../test/memory-terminal.ts";
import { textTable } from "./text-table.ts";

const columns = [{ head: "#" }, { head: "Text", flex: 1 }];
const words = Array.from({ length: 30 }, (_, i) => `word${i}`);

it("wraps flexible columns into the width and loses no word", () => {
  const text = textTable(memoryTerminal(60), columns, [["1", words.join(" ")]]);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(text.match(/word\d+/g)).toEqual(words);
});

it("is no wider than its content", () =>
  expect(textTable(memoryTerminal(200), columns, [["1", "short"]]).split("\n")[0]).toHaveLength(13));
