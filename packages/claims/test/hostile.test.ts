import { cpuBackend } from "@exampledon/backend-cpu";
import { type ClaimDefinition, claims, type Figure, runClaim } from "@exampledon/claims";
import { type Field, isExampledonError } from "@exampledon/core";
import { describe, expect, it } from "vitest";

type Values = Record<string, number | boolean | string>;
type Pick = (field: Field) => number | boolean | string;

/** Sizes are kept to this, so that the whole file takes seconds; above it they are only slower. */
const SMALL = 12;
const LARGE = 30;
/** Reports after which an experiment of these sizes is taken not to end. */
const PATIENCE = 5000;

const small: Pick = (field) =>
  field.kind === "integer" ? Math.max(field.min, Math.min(field.default, SMALL)) : field.default;
const least: Pick = (field) => ("min" in field ? field.min : field.default);
const most: Pick = (field) =>
  field.kind === "integer"
    ? Math.max(field.min, Math.min(field.max, LARGE))
    : "max" in field
      ? field.max
      : field.kind === "boolean"
        ? !field.default
        : field.choices.at(-1)!;

/** One parameter at a time at either end, and states in which several are at once. */
function hostileStates({ params }: ClaimDefinition): Values[] {
  const fields = Object.entries(params);
  const state = (pick: (field: Field, name: string) => ReturnType<Pick>): Values =>
    Object.fromEntries(fields.map(([name, field]) => [name, pick(field, name)]));
  const states = [
    ...fields.flatMap(([own]) =>
      [least, most].map((pick) => state((field, name) => (name === own ? pick : small)(field))),
    ),
    // The smallest of everything; the smallest world under the largest noise, shares and rates; and the reverse.
    state(least),
    state((field) => (field.kind === "integer" ? least : most)(field)),
    state((field) => (field.kind === "integer" ? most : least)(field)),
    // Two animals in many dimensions; many animals in two.
    state((field, name) =>
      (name === "animals" ? least : name === "attributes" || name === "dims" ? most : small)(field),
    ),
    state((field, name) =>
      (name === "animals" ? most : name === "attributes" || name === "dims" ? least : small)(field),
    ),
    // Two animals, of which as many as can be are active.
    state((field, name) => (/animals/i.test(name) ? least : /active|most|crowd/i.test(name) ? most : small)(field)),
  ];
  return [...new Map(states.map((each) => [JSON.stringify(each), each])).values()];
}

/** Claims with a value that some legal parameters leave undefined: the run then refuses, naming the value. */
const MAY_BE_UNDEFINED: Readonly<Record<string, string>> = {
  "circuits-look-messy": "there are no edges over the latents of an SAE that are all dead",
};

/** What is wrong with how a claim ends in a state; nothing when it ends in finite numbers or refuses with a typed error. */
async function complaint(claim: ClaimDefinition, params: Values): Promise<string | undefined> {
  const run = runClaim(claim, { size: "live", backend: cpuBackend(), params, seeds: [1] });
  try {
    for (let reports = 0; reports < PATIENCE; reports++) {
      const next = await run.next();
      if (next.done) return notFinite(next.value.figure);
    }
    await run.return(undefined as never);
    return `no end after ${PATIENCE} reports`;
  } catch (error) {
    // A measured value that is no number is the experiment's fault, not the parameters', unless it cannot exist there.
    const measured =
      isExampledonError(error, "not-finite") &&
      error.parts.where === `claim ${claim.id}` &&
      !(claim.id in MAY_BE_UNDEFINED);
    return isExampledonError(error) && !measured ? undefined : String(error);
  }
}

/** A figure must hold numbers alone: NaN and ±Infinity become null in JSON. */
function notFinite(figure: Figure): string | undefined {
  const text = JSON.stringify(figure);
  const at = text.indexOf("null");
  return at < 0 ? undefined : `a figure with a number that is not finite: …${text.slice(Math.max(0, at - 80), at + 4)}`;
}

describe("hostile parameters", () => {
  it.each(claims.map((claim) => [claim.id, claim] as const))(
    "%s ends or refuses",
    { timeout: 120_000 },
    async (_, claim) => {
      const complaints: string[] = [];
      for (const params of hostileStates(claim)) {
        const problem = await complaint(claim, params);
        if (problem) complaints.push(`${JSON.stringify(params)}: ${problem}`);
      }
      expect(complaints).toEqual([]);
    },
  );
});
