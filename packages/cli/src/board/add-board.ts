import type { BoardSize } from "@exampledon/bench";
import { fail } from "@exampledon/core";
import { type Command, Option } from "commander";
import { examples, jsonOption, type ProgramContext } from "../command-parts.ts";
import { collectNames, collectSeeds, parseCount } from "../options.ts";
import { board } from "./board.ts";
import { parameterBoard } from "./parameter-board.ts";
import { parseShard, type Shard } from "./shard.ts";

/** Adds `exampledon board`. */
export function addBoard(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("board")
    .summary("score every method on every world, or every parameter decomposition on every network")
    .description(
      "Fits methods to planted worlds along their sparsity, with several seeds, and prints recovery, reconstruction and sparsity. With --parameters: decomposes the weights of networks with known mechanisms, and prints what was found beside what is published.",
    )
    .option("--parameters", "the board of parameter decompositions")
    .addOption(new Option("--size <size>", "how large to run").choices(["ci", "full"]).default("ci"))
    .option("--method <ids...>", "only these methods", collectNames)
    .option("--world <ids...>", "only these worlds of the board", collectNames)
    .option("--network <ids...>", "only these networks, with --parameters", collectNames)
    .option("--seeds <list>", "seeds, separated by commas (default: 1 to 5; 0 to 4 with --parameters)", collectSeeds)
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
        "exampledon board --parameters --network tms-5-2 --size full --jobs 2",
      ),
    )
    .action(
      async ({ parameters = false, method, world, network, json = false, record = false, ...rest }: BoardFlags) => {
        refuseOther(parameters, world, network);
        const options = { ...rest, methods: method, json, record };
        const catalog = await loadCatalog();
        exit(
          parameters
            ? await parameterBoard(catalog, terminal, { ...options, networks: network })
            : await board(catalog, terminal, { ...options, worlds: world }),
        );
      },
    );
}

/** Worlds are for methods on activations, networks for those on parameters. */
function refuseOther(
  parameters: boolean,
  world: readonly string[] | undefined,
  network: readonly string[] | undefined,
): void {
  if (parameters ? !world : !network) return;
  fail("bad-param", {
    where: "exampledon board",
    problem: "--world is for methods on activations, --network goes with --parameters",
    got: parameters ? "--parameters with --world" : "--network without --parameters",
    cure: parameters ? "name networks with --network" : "add --parameters, or name worlds with --world",
  });
}

interface BoardFlags {
  readonly size: BoardSize;
  readonly parameters?: boolean;
  readonly method?: readonly string[];
  readonly network?: readonly string[];
  readonly world?: readonly string[];
  readonly seeds?: readonly number[];
  readonly jobs?: number;
  readonly shard?: Shard;
  readonly out: string;
  readonly record?: boolean;
  readonly json?: boolean;
}
