import type { ClaimDefinition, Size } from "@exampledon/claims";
import { defaultsOf, fromQuery, integer, type ParamSpec, type ParamsOf, toQuery } from "@exampledon/core";
import type { RunRequest } from "./runner.ts";

/** A claim without its experiment: what a page needs before anything runs; survives JSON. */
export type ClaimText = Omit<ClaimDefinition, "run">;

/** The sizes in order. */
export const sizes: readonly Size[] = ["live", "ci", "full"];

/** What a reader has set. */
export interface Settings {
  readonly size: Size;
  /** The first seed; the others follow at the distances of the claim's own list. */
  readonly seed: number;
  /** Parameters that differ from those of the size. */
  readonly changed: Readonly<Record<string, unknown>>;
  /** Id of the backend; left out for the page's own. */
  readonly backend?: string;
}

/** A backend that a page offers. */
export interface BackendChoice {
  readonly id: string;
  /** What it is, in a few words. */
  readonly title: string;
}

/** Largest seed that a link or a box takes. */
export const maxSeed = 999_999;

const sizeField = { kind: "choice", doc: "How large to run.", default: "live", choices: sizes } as const;

/** Settings of an untouched page. */
export function defaultSettings(claim: ClaimText): Settings {
  return { size: "live", seed: firstSeed(claim, "live"), changed: {} };
}

/** All parameters as a run will use them. */
export function paramsOf(claim: ClaimText, settings: Settings): ParamsOf<ParamSpec> {
  return { ...sizeParams(claim, settings.size), ...settings.changed } as ParamsOf<ParamSpec>;
}

/** Sets one parameter; one that returns to the value of the size is no longer listed as changed. */
export function withParam(claim: ClaimText, settings: Settings, name: string, value: unknown): Settings {
  const { [name]: _, ...rest } = settings.changed;
  const same = sizeParams(claim, settings.size)[name] === value;
  return { ...settings, changed: same ? rest : { ...rest, [name]: value } };
}

/** Changes the size and keeps what the reader has changed; an untouched seed follows the size. */
export function withSize(claim: ClaimText, settings: Settings, size: Size): Settings {
  const untouched = settings.seed === firstSeed(claim, settings.size);
  return { ...settings, size, seed: untouched ? firstSeed(claim, size) : settings.seed };
}

/** The seeds of a run: the claim's own list, moved to start at the reader's seed. */
export function seedsOf(claim: ClaimText, settings: Settings): number[] {
  const own = claim.seeds[settings.size];
  return own.map((seed) => seed - own[0]! + settings.seed);
}

/** What to hand to a runner. */
export function requestOf(claim: ClaimText, settings: Settings): RunRequest {
  const { size, changed, backend } = settings;
  return { claim: claim.id, size, params: changed, seeds: seedsOf(claim, settings), ...(backend && { backend }) };
}

/** The settings as a link's query, without `?`: only what differs from an untouched page. */
export function settingsToQuery(claim: ClaimText, settings: Settings): string {
  const base = sizeParams(claim, settings.size);
  const parts = [toQuery(claim.params, paramsOf(claim, settings), base)];
  if (settings.seed !== firstSeed(claim, settings.size)) parts.push(`seed=${settings.seed}`);
  if (settings.size !== "live") parts.push(`size=${settings.size}`);
  if (settings.backend) parts.push(`backend=${settings.backend}`);
  return parts.filter(Boolean).join("&");
}

/**
 * Settings read from a link, with a note for each value that could not be taken as it stood.
 * @param backends those that the page offers, its own first; without them a link's choice is left aside
 */
export function settingsFromQuery(
  claim: ClaimText,
  query: string,
  backends: readonly BackendChoice[] = [],
): { readonly settings: Settings; readonly notes: readonly string[] } {
  const head = fromQuery({ size: sizeField }, query);
  const size = head.params.size as Size;
  const seedField = integer({ doc: "First seed.", default: firstSeed(claim, size), min: 0, max: maxSeed });
  const seed = fromQuery({ seed: seedField }, query);
  const base = sizeParams(claim, size);
  const body = fromQuery(claim.params, query, base);
  const changed = Object.fromEntries(Object.entries(body.params).filter(([name, value]) => value !== base[name]));
  const chosen = backendFromQuery(query, backends);
  return {
    settings: { size, seed: seed.params.seed, changed, ...(chosen.backend && { backend: chosen.backend }) },
    notes: [...head.notes, ...seed.notes, ...body.notes, ...chosen.notes],
  };
}

function backendFromQuery(
  query: string,
  [own, ...others]: readonly BackendChoice[],
): { readonly backend?: string; readonly notes: readonly string[] } {
  if (!own) return { notes: [] };
  const choices = [own, ...others].map(({ id }) => id);
  const field = { kind: "choice", doc: "Where to compute.", default: own.id, choices } as const;
  const { params, notes } = fromQuery({ backend: field }, query);
  return { ...(params.backend !== own.id && { backend: params.backend }), notes };
}

function sizeParams(claim: ClaimText, size: Size): ParamsOf<ParamSpec> {
  return { ...defaultsOf(claim.params), ...claim.sizes[size] } as ParamsOf<ParamSpec>;
}

function firstSeed(claim: ClaimText, size: Size): number {
  return claim.seeds[size][0] ?? 1;
}
