import type { Verdict } from "@exampledon/claims";
import type { JSX } from "react";

/** A verdict in words and in its colour. */
export function VerdictLabel({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  return <strong className={`verdict ${verdict}`}>{verdict}</strong>;
}
