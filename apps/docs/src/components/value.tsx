import type { Size } from "@exampledon/claims";
import { fail } from "@exampledon/core";
import { formatMeasured } from "@exampledon/viz";
import type { JSX } from "react";
import type { RecordedValues } from "../claim-data.ts";
import recorded from "../data/values.json";

const records = recorded as unknown as Readonly<Record<string, RecordedValues>>;

interface ValueProps {
  readonly claim: string;
  /** Name of the value. */
  readonly of: string;
  /** Default: the largest size recorded. */
  readonly size?: Size;
}

const largestFirst = ["full", "ci", "live"] as const;

/**
 * A recorded number in prose: mean ± half of its interval. Pages hold no result in digits.
 * @throws `unknown-id` while the site is built, when there is no such record
 */
export function Value({ claim, of, size }: ValueProps): JSX.Element {
  const recordedSizes = records[claim] ?? {};
  const chosen = size ?? largestFirst.find((one) => recordedSizes[one]) ?? "full";
  const values =
    recordedSizes[chosen] ??
    fail("unknown-id", {
      where: "<Value>",
      problem: `the results recorded are ${listResults()}`,
      got: `${claim} at ${chosen}`,
      cure: `name one of these, or record it with exampledon reproduce ${claim} --size ${chosen} --record`,
    });
  const value =
    values[of] ??
    fail("unknown-id", {
      where: "<Value>",
      problem: `the values of ${claim} at ${chosen} are ${Object.keys(values).join(", ")}`,
      got: of,
      cure: "name one of these",
    });
  return (
    <span className="value" title={`${claim}, ${of}, size ${chosen}, ${value.n} seeds`}>
      {formatMeasured(value.mean, (value.high - value.low) / 2)}
    </span>
  );
}

function listResults(): string {
  const names = Object.entries(records).flatMap(([id, sizes]) => Object.keys(sizes).map((size) => `${id} at ${size}`));
  return names.length > 0 ? names.join(", ") : "none";
}
