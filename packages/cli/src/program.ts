import type { Size } from "@exampledon/claims";
import { Command, Option } from "commander";
import type { BackendId } from "./backends.ts";
import { addBench } from "./bench/add-bench.ts";
import { addBoard } from "./board/add-board.ts";
import { backendOption, examples, type JsonFlag, jsonOption, type ProgramContext } from "./command-parts.ts";
import { doctor } from "./doctor/doctor.ts";
import type { Kind } from "./find-by-id.ts";
import { addFit } from "./fit/add-fit.ts";
import { addFolders } from "./folders/add-folders.ts";
import { KINDS, list } from "./list/list.ts";
import { collectSeeds, collectSetting, parseCount } from "./options.ts";
import { ownVersion } from "./packages.ts";
import { reproduce } from "./reproduce/reproduce.ts";
import { addScale } from "./scale/add-scale.ts";
import type { Settings } from "./settings.ts";
import { verify } from "./verify/verify.ts";

/** The command line: names, options and help; what the commands do stands in their own files. */
export function createProgram(context: ProgramContext): Command {
  const program = new Command("exampledon")
    .description("When does a decomposition method find the features that a network thinks in?")
    .version(ownVersion())
    .option("--debug", "print the stack of an error")
    .exitOverride()
    .configureOutput({ writeOut: context.terminal.out, writeErr: () => {}, outputError: () => {} })
    .showSuggestionAfterError();
  addReproduce(program, context);
  addFit(program, context);
  addFolders(program, context);
  addBoard(program, context);
  addBench(program, context);
  addScale(program, context);
  addList(program, context);
  addVerify(program, context);
  addDoctor(program, context);
  return program;
}

function addReproduce(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("reproduce")
    .summary("run claims and print expected, measured and verdict")
    .description("Runs claims on the CPU backend, prints expected, measured and verdict, and writes a report.")
    .argument("[ids...]", "claims by id or number; all when left out")
    .addOption(new Option("--size <size>", "how large to run").choices(["live", "ci", "full"]).default("ci"))
    .option("--seed <seeds...>", "seeds instead of the claim's own", collectSeeds)
    .option("--seeds <list>", "the same, separated by commas", collectSeeds)
    .option("--set <name=value...>", "a parameter that differs from the size's", collectSetting)
    .addOption(backendOption())
    .option("--jobs <n>", "experiments at once (default: one for each core, at most 4)", parseCount)
    .option("--out <folder>", "folder of report.html and report.json", ".exampledon/report")
    .option("--record", "keep the results with the claims")
    .option("--strict", "exit with 1 when a claim fails")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon reproduce",
        "exampledon reproduce near-orthogonal 5 --seeds 0,1,2",
        "exampledon reproduce near-orthogonal --set animals=200 --json",
        "exampledon reproduce sae-finds-one-ontology --size live --backend cpu-relaxed",
        "exampledon reproduce no-dictionary --size full --record --jobs 2",
      ),
    )
    .action(async (ids: string[], options: ReproduceFlags) => {
      const { size, seed, seeds, set, backend, record = false, jobs, out, json = false, strict = false } = options;
      const all = seed || seeds ? [...new Set([...(seed ?? []), ...(seeds ?? [])])] : undefined;
      const request = { ids, size, seeds: all, settings: set ?? {}, record, backend };
      exit(await reproduce(await loadCatalog(), terminal, request, { jobs, out, json, strict }));
    });
}

interface ReproduceFlags {
  readonly size: Size;
  readonly seed?: readonly number[];
  readonly seeds?: readonly number[];
  readonly set?: Settings;
  readonly backend?: BackendId;
  readonly jobs?: number;
  readonly out: string;
  readonly record?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
}

function addList(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("list")
    .summary("list claims, methods, worlds and networks")
    .description("Lists claims, methods, worlds and networks, or the parameters of one of them.")
    .addArgument(new Command().createArgument("[kind]", "which list; all when left out").choices(KINDS))
    .argument("[id]", "one of the list, with its parameters")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples("exampledon list", "exampledon list methods --json", "exampledon list worlds spanned"),
    )
    .action(async (kind: Kind | undefined, id: string | undefined, { json = false }: JsonFlag) => {
      exit(list(await loadCatalog(), terminal, { kind, id, json }));
    });
}

function addVerify(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("verify")
    .summary("check the recorded results")
    .description("Checks that every recorded result is whole, of the present source, and judged as its values say.")
    .addOption(jsonOption())
    .addHelpText("after", examples("exampledon verify", "exampledon verify --json"))
    .action(async ({ json = false }: JsonFlag) => exit(verify(await loadCatalog(), terminal, { json })));
}

function addDoctor(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("doctor")
    .summary("look at the machine and test the backend")
    .description("Prints the machine, the packages and two self-tests, fit to paste into a bug report.")
    .addOption(jsonOption())
    .addHelpText("after", examples("exampledon doctor", "exampledon doctor --json"))
    .action(async ({ json = false }: JsonFlag) => exit(await doctor(await loadCatalog(), terminal, { json })));
}
