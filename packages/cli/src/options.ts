import { InvalidArgumentError } from "commander";
import type { Settings } from "./settings.ts";

/** Reads `name=value`, adding to the pairs before it. Parser of a repeatable commander option. */
export function collectSetting(pair: string, before: Settings = {}): Settings {
  const at = pair.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("Write it as name=value.");
  return { ...before, [pair.slice(0, at).trim()]: pair.slice(at + 1).trim() };
}

/** Reads one whole number ≥ 0. */
export function parseSeed(text: string): number {
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(Number(text))) {
    throw new InvalidArgumentError("A seed is a whole number ≥ 0.");
  }
  return Number(text);
}

/** Reads seeds separated by commas, adding to those before. */
export function collectSeeds(text: string, before: readonly number[] = []): readonly number[] {
  return [...new Set([...before, ...text.split(",").map(parseSeed)])];
}

/** Reads one whole number ≥ 1. */
export function parseCount(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError("Pass a whole number ≥ 1.");
  }
  return value;
}

/** Reads names separated by commas, adding to those before. */
export function collectNames(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((name) => name.trim())];
}
