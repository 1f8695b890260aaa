import { scaleSettings } from "@exampledon/bench";
import type { Command } from "commander";
import { examples, jsonOption, type ProgramContext } from "../command-parts.ts";
import { collectSeeds, parseCount } from "../options.ts";
import { scale } from "./scale.ts";

/** Adds `exampledon scale`. */
export function addScale(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  const ids = scaleSettings.map(({ id }) => id);
  program
    .command("scale")
    .summary("decompose larger and larger networks")
    .description(
      `Decomposes readout networks with SPD and counts the circuits that come out, from 40 animals and 10 attributes to 1000 and 50. Runs are kept and go on where they stopped. Sizes: ${ids.join(", ")}.`,
    )
    .argument("[sizes...]", "which sizes, e.g. 40+10 (default: the smallest)")
    .option("--seeds <list>", "seeds, separated by commas (default: 0)", collectSeeds)
    .option("--minutes <n>", "stop each run after so long, to go on another time", parseCount)
    .option("--until <step>", "stop each run after this step, to go on another time", parseCount)
    .option("--threads <n>", "threads to compute with (default: one for each core)", parseCount)
    .option("--out <folder>", "folder that runs are kept in", ".exampledon/scale")
    .option("--record", "keep every run of the folder with the package")
    .option("--keep-state", "keep the state a run was stopped in with the package, for pages to go on from")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon scale",
        "exampledon scale 40+10 --seeds 0,1,2,3,4",
        "exampledon scale 1000+50 --minutes 60",
        "exampledon scale 100+16 200+25 --record",
        "exampledon scale 200+25 --until 3500 --out .exampledon/part --keep-state",
      ),
    )
    .action(
      async (
        sizes: string[],
        { seeds = [0], record = false, keepState = false, json = false, ...options }: ScaleFlags,
      ) => exit(await scale(await loadCatalog(), terminal, { ...options, sizes, seeds, record, keepState, json })),
    );
}

interface ScaleFlags {
  readonly seeds?: readonly number[];
  readonly minutes?: number;
  readonly until?: number;
  readonly threads?: number;
  readonly out: string;
  readonly record?: boolean;
  readonly keepState?: boolean;
  readonly json?: boolean;
}
