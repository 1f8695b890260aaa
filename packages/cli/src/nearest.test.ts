import { expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const ids = ["sae/top-k", "sae/batch-top-k", "sae/l1", "baseline/pca"];

it.each([
  ["sae/topk", "sae/top-k"],
  ["topk", "sae/top-k"],
  ["PCA", "baseline/pca"],
  ["batch", "sae/batch-top-k"],
])("finds what %s may mean", (typed, meant) => expect(nearest(typed, ids)[0]).toBe(meant));

it("stays silent when nothing is near", () => expect(nearest("xyzzy-plugh", ids)).toEqual([]));

it("takes no other method for near because it is of the same family", () =>
  expect(nearest("baseline/pac", [...ids, "baseline/oracle"])).toEqual(["baseline/pca"]));
