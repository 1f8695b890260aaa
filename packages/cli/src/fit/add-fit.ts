import type { Command } from "commander";
import type { BackendId } from "../backends.ts";
import { backendOption, examples, jsonOption, type ProgramContext } from "../command-parts.ts";
import { collectSetting, parseCount, parseSeed } from "../options.ts";
import type { Settings } from "../settings.ts";
import { fit } from "./fit.ts";
import { fitParameters } from "./fit-parameters.ts";
import { assertSubject } from "./fit-subject.ts";

/** Adds `exampledon fit`. */
export function addFit(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("fit")
    .summary("fit a method to a planted world or a network and score it")
    .description(
      "Fits a method to a planted world, or decomposes the weights of a network with known mechanisms, writes the decomposition and prints how well it found what is planted.",
    )
    .requiredOption("--method <id>", "decomposition method, see `exampledon list methods`")
    .option("--world <id>", "planted world, see `exampledon list worlds`")
    .option("--network <id>", "network with known mechanisms, see `exampledon list networks`")
    .option("--seed <seed>", "seed of world and fit", parseSeed, 0)
    .option("--set <name=value...>", "a parameter of the method", collectSetting)
    .option("--world-set <name=value...>", "a parameter of the world", collectSetting)
    .option("--network-set <name=value...>", "a parameter of the network", collectSetting)
    .option("--out <file>", "file of the decomposition (default: under .exampledon/fit)")
    .option("--checkpoint <file>", "file to keep the state in (default: beside --out)")
    .option(
      "--checkpoint-every <reports>",
      "reports between two checkpoints (default: 10 if there are any)",
      parseCount,
    )
    .option("--every <steps>", "steps between two reports (default: the method's)", parseCount)
    .option("--resume", "continue from the checkpoint")
    .addOption(backendOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon fit --method sae/top-k --world spanned",
        "exampledon fit --method sae/top-k --world spanned --seed 7 --set k=1 --world-set animals=100 --out fit.json",
        "exampledon fit --method sae/top-k --world spanned --checkpoint-every 5",
        "exampledon fit --method sae/top-k --world spanned --checkpoint-every 5 --resume",
        "exampledon fit --method apd/spd --network readout --set steps=5000 --network-set animals=20",
      ),
    )
    .action(async (flags: FitFlags, command: Command) => {
      const { method, world, network, seed, set = {}, worldSet = {}, networkSet = {}, ...rest } = flags;
      if (world === undefined && network === undefined) {
        command.error("error: one of --world <id> and --network <id> must be given");
      }
      const { resume = false, json = false, ...files } = rest;
      const options = { ...files, resume, json };
      const catalog = await loadCatalog();
      assertSubject(catalog, { method, world, network, worldSet, networkSet });
      exit(
        network === undefined
          ? await fit(
              catalog,
              terminal,
              { method, world: world!, seed, settings: set, worldSettings: worldSet },
              options,
            )
          : await fitParameters(
              catalog,
              terminal,
              { method, network, seed, settings: set, networkSettings: networkSet },
              options,
            ),
      );
    });
}

interface FitFlags {
  readonly backend?: BackendId;
  readonly method: string;
  readonly world?: string;
  readonly network?: string;
  readonly seed: number;
  readonly set?: Settings;
  readonly worldSet?: Settings;
  readonly networkSet?: Settings;
  readonly out?: string;
  readonly checkpoint?: string;
  readonly checkpointEvery?: number;
  readonly every?: number;
  readonly resume?: boolean;
  readonly json?: boolean;
}
