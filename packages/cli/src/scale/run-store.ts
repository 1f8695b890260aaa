import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseScaleState, type ScaleSetting, type ScaleState, serializeScaleState } from "@exampledon/bench";
import { canonicalJson } from "@exampledon/decomposer";
import { writeFileWhole } from "../write-file.ts";

/** Runs in a folder, one file each. */
export interface RunStore {
  /** The run, finished or not; undefined when there is none of this setting. @throws `corrupt-file` */
  read(setting: ScaleSetting, seed: number): ScaleState | undefined;
  /** @throws `environment` */
  write(state: ScaleState): Promise<void>;
  /** All runs of these settings, by setting and seed. @throws `corrupt-file` */
  all(settings: readonly ScaleSetting[]): readonly ScaleState[];
}

/** A store of runs in `folder`. */
export function runStore(folder: string): RunStore {
  const path = (id: string, seed: number): string => join(folder, `${id}-seed-${seed}.json`);
  const read = (setting: ScaleSetting, seed: number): ScaleState | undefined => {
    const file = path(setting.id, seed);
    if (!existsSync(file)) return undefined;
    const state = parseScaleState(readFileSync(file, "utf8"), file);
    // Settings of another version of the program give another run.
    return canonicalJson(state.run.setting) === canonicalJson(setting) ? state : undefined;
  };
  return {
    read,
    write: (state) => writeFileWhole(path(state.run.setting.id, state.run.seed), serializeScaleState(state)),
    all: (settings) =>
      settings.flatMap((setting) =>
        seedsIn(folder, setting.id).flatMap((seed) => {
          const state = read(setting, seed);
          return state ? [state] : [];
        }),
      ),
  };
}

function seedsIn(folder: string, id: string): readonly number[] {
  if (!existsSync(folder)) return [];
  const seeds = readdirSync(folder).flatMap((name) => {
    const match = /^(.+)-seed-(\d+)\.json$/.exec(name);
    return match && match[1] === id ? [Number(match[2])] : [];
  });
  return seeds.sort((a, b) => a - b);
}
