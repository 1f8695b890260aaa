import { corrupt } from "../corrupt.ts";
import type { JsonObject } from "./parse-json.ts";

/** Reads fields of a config without converting anything. Every method throws `corrupt-file`, naming file and field. */
export interface ConfigFields {
  /** A whole number ≥ `least`, default 1. */
  integer(name: string, least?: number): number;
  boolean(name: string, fallback: boolean): boolean;
  choice<const T extends string>(name: string, choices: readonly T[], fallback?: T): T;
}

/** The fields of a config. @param where the file, for errors */
export function configFields(where: string, config: JsonObject): ConfigFields {
  const get = (name: string): unknown => (Object.hasOwn(config, name) ? config[name] : undefined);
  return {
    integer(name, least = 1) {
      const value = get(name);
      return Number.isSafeInteger(value) && (value as number) >= least
        ? (value as number)
        : corrupt(where, `${name} must be a whole number ≥ ${least}`, value);
    },
    boolean(name, fallback) {
      const value = get(name) ?? fallback;
      return typeof value === "boolean" ? value : corrupt(where, `${name} must be true or false`, value);
    },
    choice(name, choices, fallback) {
      const value = get(name) ?? fallback;
      return (
        choices.find((choice) => choice === value) ??
        corrupt(where, `${name} must be one of ${choices.join(", ")}`, value)
      );
    },
  };
}
