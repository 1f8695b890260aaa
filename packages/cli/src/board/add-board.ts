import type { BoardSize } from "@exampledon/bench";
import { type Command, Option } from "commander";
import { examples, jsonOption, type ProgramContext } from "../command-parts.ts";
import { collectNames, collectSeeds, parseCount } from "../options.ts";
import { board } from "./board.ts";
import { parseShard, type Shard } from "./shard.ts";

/** Adds `exampledon board`. */
export function addBoard(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("board")
    .summary("score every method on every world")
    .description(
      "Fits methods to planted worlds along their sparsity, with several seeds, and prints recovery, reconstruction and sparsity.",
    )
    .addOption(new Option("--size <size>", "how large to run").choices(["ci", "full"]).default("ci"))
    .option("--method <ids...>", "only these methods", collectNames)
    .option("--world <ids...>", "only these worlds of the board", collectNames)
    .option("--seeds <list>", "seeds, separated by commas (default: 1 to 5)", collectSeeds)
    .option("--jobs <n>", "fits at once (default: one for each core, at most 4)", parseCount)
    .option("--shard <i/n>", "run one of n parts of the fits, e.g. one for each machine", parseShard)
    .option("--out <folder>", "folder that finished fits are kept in", ".exampledon/board")
    .option("--record", "keep the board with the package")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon board",
        "exampledon board --method sae/top-k baseline/pca --world one tree --seeds 1,2",
        "exampledon board --size full --shard 1/4 --jobs 8",
        "exampledon board --size ci --record",
      ),
    )
    .action(async ({ method, world, json = false, record = false, ...options }: BoardFlags) =>
      exit(await board(await loadCatalog(), terminal, { ...options, methods: method, worlds: world, json, record })),
    );
}

interface BoardFlags {
  readonly size: BoardSize;
  readonly method?: readonly string[];
  readonly world?: readonly string[];
  readonly seeds?: readonly number[];
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly out: string;
  readonly record?: boolean;
  readonly json?: boolean;
}
