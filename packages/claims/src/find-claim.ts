import { fail } from "@exampledon/core";
import { demos } from "./all-demos.ts";
import { claims } from "./claims.ts";
import type { ClaimDefinition } from "./contract.ts";

/**
 * The claim with that id or number, or the demonstration with that id.
 * @throws `unknown-id` listing the ids
 */
export function findClaim(idOrNumber: string | number): ClaimDefinition {
  const found = claims.find((claim) => claim.id === idOrNumber || String(claim.number) === String(idOrNumber));
  return (
    found ??
    demos.find(({ id }) => id === idOrNumber) ??
    fail("unknown-id", {
      where: "findClaim",
      problem: `claims are ${claims.map(({ id, number }) => `${number} ${id}`).join(", ")}`,
      got: idOrNumber,
      cure: "use one of these ids or numbers",
    })
  );
}
