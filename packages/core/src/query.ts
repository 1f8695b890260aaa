import { defaultsOf, type Field, type ParamSpec, type ParamsOf, parseText, rangeOf } from "./params.ts";

/**
 * Writes parameters as a URL query, only those that differ from `base`: `animals=200&seed=7`.
 * @param base what an empty query means; default the specification's defaults
 */
export function toQuery<S extends ParamSpec>(
  spec: S,
  params: ParamsOf<S>,
  base: ParamsOf<S> = defaultsOf(spec),
): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(spec)) {
    if (params[name] !== base[name]) query.set(name, String(params[name]));
  }
  return query.toString();
}

/** Parameters read from a link, and a note for each value that could not be taken as it stood. */
export interface QueryResult<S extends ParamSpec> {
  readonly params: ParamsOf<S>;
  readonly notes: readonly string[];
}

/** Reads a URL query: unknown names are left alone, values out of range are clamped or dropped, each with a note. */
export function fromQuery<S extends ParamSpec>(
  spec: S,
  query: string,
  base: ParamsOf<S> = defaultsOf(spec),
): QueryResult<S> {
  const params: Record<string, unknown> = { ...base };
  const notes: string[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    const field = Object.hasOwn(spec, name) ? spec[name] : undefined;
    if (!field) continue;
    const clamped = clampText(field, text);
    try {
      params[name] = parseText("link", name, field, clamped);
      if (clamped !== text) notes.push(`${name} must be ${rangeOf(field)}: the link's ${text} was read as ${clamped}`);
    } catch {
      notes.push(`${name} must be ${rangeOf(field)}: the link's ${text} was ignored`);
    }
  }
  return { params: params as ParamsOf<S>, notes };
}

function clampText(field: Field, text: string): string {
  if (field.kind !== "integer" && field.kind !== "number") return text;
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) return text;
  const whole = field.kind === "integer" && Number.isFinite(value) ? Math.round(value) : value;
  return whole === value && value >= field.min && value <= field.max
    ? text
    : String(Math.min(field.max, Math.max(field.min, whole)));
}
