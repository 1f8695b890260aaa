import * as z from "zod/mini";
import { fail } from "./errors.ts";

/** What every parameter says about itself; feeds docs tables, sliders and `--help`. */
interface FieldText {
  /** One sentence: what it does. */
  readonly doc: string;
  /** Short human name for a control; the key in words when left out. */
  readonly label?: string;
  /** Unit of the value, e.g. `steps`, `samples`, `latents`. */
  readonly unit?: string;
}

/** Range and spacing of a numeric parameter. */
interface NumericText extends FieldText {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Spacing of a slider. Default: 1 for whole numbers, 1/100 of the range else. */
  readonly step?: number;
  /** Spacing of a slider's travel; `log` needs min > 0. Default `linear`. */
  readonly scale?: "linear" | "log";
  /** Values that a board tries, sparsest codes first: on the one parameter that sets how sparse a method's codes are. */
  readonly sweep?: readonly number[];
}

/** A whole number. */
export interface IntegerField extends NumericText {
  readonly kind: "integer";
}
/** A real number. */
export interface NumberField extends NumericText {
  readonly kind: "number";
}
/** Yes or no. */
export interface BooleanField extends FieldText {
  readonly kind: "boolean";
  readonly default: boolean;
}
/** One of a list of names. */
export interface ChoiceField<T extends string = string> extends FieldText {
  readonly kind: "choice";
  readonly default: T;
  readonly choices: readonly T[];
}
/** Any kind of parameter. */
export type Field = IntegerField | NumberField | BooleanField | ChoiceField;

/** The parameters of a method, world or claim: the one source of types, validation, defaults, flags, sliders and links. */
export type ParamSpec = Readonly<Record<string, Field>>;

/** The values that a specification describes. */
export type ParamsOf<S extends ParamSpec> = {
  readonly [K in keyof S]: S[K] extends ChoiceField<infer T> ? T : S[K] extends BooleanField ? boolean : number;
};

/** Declares a whole-number parameter. */
export function integer(text: NumericText): IntegerField {
  return { kind: "integer", ...text };
}
/** Declares a real-valued parameter. */
export function number(text: NumericText): NumberField {
  return { kind: "number", ...text };
}
/** Declares a yes/no parameter. */
export function boolean(text: FieldText & { readonly default: boolean }): BooleanField {
  return { kind: "boolean", ...text };
}
/** Declares a parameter that is one of `choices`. */
export function choice<const T extends string>(
  text: FieldText & { readonly default: NoInfer<T>; readonly choices: readonly T[] },
): ChoiceField<T> {
  return { kind: "choice", ...text };
}

/** The default of every parameter. */
export function defaultsOf<S extends ParamSpec>(spec: S): ParamsOf<S> {
  return Object.fromEntries(Object.entries(spec).map(([name, field]) => [name, field.default])) as ParamsOf<S>;
}

/**
 * Checks values against a specification and fills in defaults; strict: nothing is clamped and no name is ignored.
 * @param where names the caller in errors, e.g. `sae/top-k`
 * @throws `bad-param` naming the parameter, its range and the value
 */
export function parseParams<S extends ParamSpec>(
  where: string,
  spec: S,
  values: Readonly<Record<string, unknown>> = {},
): ParamsOf<S> {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(spec, name)) {
      fail("bad-param", {
        where,
        problem: `parameters are ${Object.keys(spec).join(", ")}`,
        got: name,
        cure: "check the spelling",
      });
    }
  }
  const parsed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(spec)) {
    const value = values[name] === undefined ? field.default : values[name];
    if (!schemaOf(field).safeParse(value).success) {
      fail("bad-param", {
        where,
        problem: `${name} must be ${rangeOf(field)}`,
        got: value,
        cure: `pass such a value, or leave ${name} out for ${field.default}`,
      });
    }
    parsed[name] = value;
  }
  return parsed as ParamsOf<S>;
}

/** What a field accepts, in words: `a whole number in [1, 400]`. */
export function rangeOf(field: Field): string {
  switch (field.kind) {
    case "boolean":
      return "true or false";
    case "choice":
      return `one of ${field.choices.join(", ")}`;
    case "integer":
      return `a whole number in [${field.min}, ${field.max}]`;
    case "number":
      return `a number in [${field.min}, ${field.max}]`;
  }
}

/**
 * Reads one value from text, as command-line flags and form fields give it.
 * @throws `bad-param` when the text is not such a value
 */
export function parseText(where: string, name: string, field: Field, text: string): number | boolean | string {
  const value =
    field.kind === "choice"
      ? text
      : field.kind === "boolean"
        ? ({ true: true, false: false } as Record<string, boolean>)[text]
        : text.trim() === ""
          ? Number.NaN
          : Number(text);
  if (!schemaOf(field).safeParse(value).success) {
    fail("bad-param", { where, problem: `${name} must be ${rangeOf(field)}`, got: text, cure: "pass such a value" });
  }
  return value as number | boolean | string;
}

function schemaOf(field: Field): z.ZodMiniType {
  switch (field.kind) {
    case "boolean":
      return z.boolean();
    case "choice":
      return z.enum(field.choices as [string, ...string[]]);
    case "integer":
      return z.int().check(z.minimum(field.min), z.maximum(field.max));
    case "number":
      return z.number().check(z.minimum(field.min), z.maximum(field.max));
  }
}
