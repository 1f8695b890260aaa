import { ClaimView, type RunTexts } from "@exampledon/viz";
import type { JSX } from "react";
import { backends } from "../backends.ts";
import type { ClaimData } from "../claim-data.ts";
import { workerRunner } from "../runner/worker-runner.ts";

interface ClaimProps {
  /** `src/data/<id>.json`; JSON imports are wider than the type. */
  readonly data: unknown;
  /** The claim's source, imported with `?raw`. */
  readonly source: string;
  /** Path of that source in the repository. Default the claim's own file. */
  readonly path?: string;
  /** How to run it elsewhere. Default as a claim of the command line's own. */
  readonly texts?: RunTexts;
}

/** A claim, or a demonstration, on a page, run in a worker. */
export function Claim({ data, source, path, texts }: ClaimProps): JSX.Element {
  const { claim, results } = data as ClaimData;
  return (
    <ClaimView
      claim={claim}
      results={results}
      source={{ path: path ?? `packages/claims/src/${claim.id}/claim.ts`, text: source }}
      createRunner={workerRunner}
      backends={backends}
      {...(texts && { texts })}
    />
  );
}
