import type { ClaimDefinition } from "@exampledon/claims";
import { fail } from "@exampledon/core";
import { nearest } from "./nearest.ts";

/** What a list holds, as `exampledon list` names it. */
export type Kind = "claims" | "methods" | "worlds" | "networks";

/** Kinds with a list, and what only one command names. */
type Named = Kind | "sizes";

/**
 * The item of that id.
 * @throws `unknown-id` naming the closest ids
 */
export function findById<T extends { readonly id: string }>(kind: Named, items: readonly T[], id: string): T {
  return items.find((item) => item.id === id) ?? unknownId(kind, items, id);
}

/**
 * The claim of that id or number.
 * @throws `unknown-id` naming the closest ids
 */
export function findClaimIn(claims: readonly ClaimDefinition[], idOrNumber: string): ClaimDefinition {
  return (
    claims.find(({ id, kind, number }) => id === idOrNumber || (kind !== "demo" && String(number) === idOrNumber)) ??
    unknownId("claims", claims, idOrNumber)
  );
}

function unknownId(kind: Named, items: readonly { readonly id: string }[], id: string): never {
  const ids = items.map((item) => item.id);
  const near = nearest(id, ids);
  return fail("unknown-id", {
    where: "exampledon",
    problem: near.length > 0 ? `no such name among the ${kind}` : `the ${kind} are ${ids.join(", ")}`,
    got: id,
    cure:
      near.length > 0
        ? `did you mean ${near.join(" or ")}?`
        : kind === "sizes"
          ? "use one of these"
          : `see \`exampledon list ${kind}\``,
  });
}
