import { defineSpd, type LossTerm, type SpdStep, spdParts } from "@exampledon/apd";
import { mul, norm, sum } from "@exampledon/compute";
import { type NumberField, number } from "@exampledon/core";

const params: { readonly groupSize: NumberField } = {
  groupSize: number({ doc: "Weight of the lengths of all write vectors together.", default: 1e-3, min: 0, max: 10 }),
};

/** Unneeded components shrink to nothing: a term that the package does not have. */
const groupSize: LossTerm<SpdStep, typeof params> = {
  title: "lengths of write vectors",
  params,
  weight: (values) => values.groupSize,
  loss: ({ sites }) => mul(sum(norm(sites[0]!.factors.write, { axis: 1 })), 1 / sites[0]!.components),
};

const method = defineSpd({
  id: "mine/spd-group",
  title: "SPD with a group penalty",
  summary: "SPD that also keeps the write vectors of a site short.",
  references: [],
  parts: { ...spdParts, terms: { ...spdParts.terms, groupSize } },
});
console.log(`${method.id} takes ${Object.keys(method.params).length} parameters, groupSize among them:`);
console.log(method.params.groupSize.doc);
