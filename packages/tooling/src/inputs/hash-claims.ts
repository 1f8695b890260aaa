import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { hashClaim } from "./hash-claim.ts";

/** The text of `inputs.gen.json`: the hash of every claim folder, sorted by id. */
export async function hashClaims(claimsSource: string): Promise<string> {
  const ids = existsSync(claimsSource)
    ? readdirSync(claimsSource).filter((id) => existsSync(join(claimsSource, id, "claim.ts")))
    : [];
  const entries = await Promise.all(ids.sort().map(async (id) => [id, await hashClaim(claimsSource, id)] as const));
  return `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`;
}
