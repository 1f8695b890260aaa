import { ExampledonError } from "@exampledon/core";
import { expect, it } from "vitest";
import { packError, unpackError } from "./packed-error.ts";

const sent = (error: unknown): Error => unpackError(structuredClone(packError(error)));

it.each([512, "x", { rows: 2 }, () => 1, Symbol("s")])(
  "keeps code, parts and text of a typed error about %s",
  (got) => {
    const error = new ExampledonError("bad-param", { where: "w", problem: "p", got, cure: "c" });
    const arrived = sent(error);
    expect(arrived).toMatchObject({ name: "ExampledonError", code: "bad-param", parts: { where: "w", cure: "c" } });
    expect(arrived.stack).toBe(error.stack);
    if (typeof got !== "function" && typeof got !== "symbol") expect(arrived.message).toBe(error.message);
  },
);

it("keeps the text of anything else that was thrown", () => {
  expect(sent(new TypeError("no function")).message).toBe("no function");
  expect(sent("text").message).toBe("text");
});
