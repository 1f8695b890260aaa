import { expect, it } from "vitest";
import * as sae from "./index.ts";

it("lists every method that the package exports", () => {
  const exported = Object.values(sae).filter((value) => typeof value === "object" && "fit" in value);
  expect(new Set(sae.saeMethods)).toEqual(new Set(exported));
});
