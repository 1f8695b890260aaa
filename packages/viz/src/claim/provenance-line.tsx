import type { ClaimResult } from "@exampledon/claims";
import type { JSX } from "react";
import { formatDuration } from "../text/format-number.ts";
import type { RunState } from "./run-state.ts";

interface ProvenanceLineProps {
  readonly recorded: ClaimResult | undefined;
  readonly state: RunState;
}

/** Where the numbers on show come from. */
export function ProvenanceLine({ recorded, state }: ProvenanceLineProps): JSX.Element {
  return (
    <p className="xd-provenance">
      {recorded ? `Recorded: ${recordedText(recorded)}.` : "Nothing has been recorded for this claim."}
      {"run" in state && ` Live: ${liveText(state)}.`}
    </p>
  );
}

function recordedText({ size, seeds, provenance }: ClaimResult): string {
  const { backend, version, node, cpu, milliseconds, inputsHash } = provenance;
  return [
    `size ${size}`,
    seedsText(seeds),
    `backend ${backend}`,
    `version ${version}`,
    `Node ${node}`,
    cpu,
    formatDuration(milliseconds),
    `inputs ${inputsHash.slice(0, 8)}`,
  ].join(" · ");
}

function liveText(state: Extract<RunState, { run: unknown }>): string {
  const { request, backend, milliseconds } = state.run;
  const parts = [`size ${request.size}`, seedsText(request.seeds), "this device"];
  if (backend) parts.push(`backend ${backend}`);
  parts.push(formatDuration(milliseconds));
  if (state.phase !== "done") parts.push(state.phase);
  return parts.join(" · ");
}

/** `seed 7`, `seeds 1–5`, or the list. */
function seedsText(seeds: readonly number[]): string {
  if (seeds.length === 1) return `seed ${seeds[0]}`;
  const consecutive = seeds.every((seed, index) => seed === seeds[0]! + index);
  return consecutive ? `seeds ${seeds[0]}–${seeds.at(-1)}` : `seeds ${seeds.join(", ")}`;
}
