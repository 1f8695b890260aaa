import type { FloatDtype, SaeFormat } from "@exampledon/interop";
import { type Command, InvalidArgumentError, Option } from "commander";
import { examples, type JsonFlag, jsonOption, type ProgramContext } from "../command-parts.ts";
import { exportDecomposition } from "./export.ts";
import { importDecomposition } from "./import.ts";

const FORMATS: readonly SaeFormat[] = ["saelens", "sparsify", "dictionary-learning"];
const DTYPES: readonly FloatDtype[] = ["F32", "F16", "BF16", "F64"];

/** The commands `export` and `import`: decompositions to and from the folders of other programs. */
export function addFolders(program: Command, { terminal, exit }: ProgramContext): void {
  program
    .command("export")
    .summary("write a decomposition as a folder of SAELens, sparsify or dictionary_learning")
    .description("Writes a decomposition as config and safetensors, in the layout that another program loads.")
    .requiredOption("--from <file>", "decomposition, as `exampledon fit` writes it")
    .requiredOption("--out <folder>", "folder to write, made as needed")
    .addOption(new Option("--format <format>", "whose layout").choices([...FORMATS]).default("saelens"))
    .addOption(new Option("--dtype <type>", "type of the stored numbers").choices([...DTYPES]).default("F32"))
    .option("--parts <widths>", "widths of input and output, as 512,768: save a transcoder", parseParts)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples(
        "exampledon export --from fit.json --out my-sae",
        "exampledon export --from fit.json --format sparsify --dtype BF16 --out my-sae --json",
        "exampledon export --from transcoder.json --parts 512,768 --out my-transcoder",
      ),
    )
    .action(async ({ json = false, ...options }: ExportFlags) =>
      exit(await exportDecomposition(terminal, { ...options, json })),
    );
  program
    .command("import")
    .summary("read a folder of SAELens, sparsify or dictionary_learning as a decomposition")
    .description("Reads config and safetensors that another program wrote, checks them, and writes a decomposition.")
    .argument("<folder>", "folder that holds the weights")
    .requiredOption("--out <file>", "file of the decomposition")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      examples("exampledon import my-sae --out sae.json", "exampledon import my-sae --out sae.json --json"),
    )
    .action(async (folder: string, { out, json = false }: ImportFlags) =>
      exit(await importDecomposition(terminal, { folder, out, json })),
    );
}

interface ExportFlags extends JsonFlag {
  readonly from: string;
  readonly out: string;
  readonly format: SaeFormat;
  readonly dtype: FloatDtype;
  readonly parts?: readonly [number, number];
}

interface ImportFlags extends JsonFlag {
  readonly out: string;
}

function parseParts(text: string): readonly [number, number] {
  const match = /^([1-9]\d{0,8}),([1-9]\d{0,8})$/.exec(text.trim());
  if (!match) throw new InvalidArgumentError("Write it as two widths: 512,768.");
  return [Number(match[1]), Number(match[2])];
}
