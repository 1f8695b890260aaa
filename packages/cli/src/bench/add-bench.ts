import type { Command } from "commander";
import { examples, jsonOption, type ProgramContext } from "../command-parts.ts";
import { collectNames } from "../options.ts";
import { bench } from "./bench.ts";

/** Adds `exampledon bench`. */
export function addBench(program: Command, { terminal, loadCatalog, exit }: ProgramContext): void {
  program
    .command("bench")
    .summary("time training steps beside other libraries")
    .description(
      "Times products and training steps on every backend, in turns with PyTorch and others where they are installed, and prints how many times as fast as PyTorch each is. Use a quiet machine.",
    )
    .option("--quick", "a few sizes and methods only, some 8 minutes instead of 20")
    .option("--only <contestants...>", "contestants whose names contain one of these, and PyTorch", collectNames)
    .option("--methods <methods...>", "steps of methods whose ids contain one of these, e.g. spd", collectNames)
    .option("--out <file>", "file of the result", ".exampledon/bench/speed.json")
    .option("--record", "keep the result with the package")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon bench --quick",
        "exampledon bench --record",
        "exampledon bench --only simd",
        "exampledon bench --methods spd",
      ),
    )
    .action(async ({ quick = false, record = false, json = false, ...options }: BenchFlags) =>
      exit(await bench(await loadCatalog(), terminal, { ...options, quick, record, json })),
    );
}

interface BenchFlags {
  readonly quick?: boolean;
  readonly only?: readonly string[];
  readonly methods?: readonly string[];
  readonly out: string;
  readonly record?: boolean;
  readonly json?: boolean;
}
