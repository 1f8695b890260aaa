import { fileURLToPath } from "node:url";
import { main } from "assemblyscript/asc";

const assembly = fileURLToPath(new URL("../assembly", import.meta.url));

/** Kernels that are compiled together. */
export interface KernelSet {
  readonly name: "simd" | "relaxed-simd";
  readonly entry: string;
  /** Features of WebAssembly. */
  readonly features: string;
}

/** All kernels with plain instructions, and with relaxed ones those that differ. */
export const kernelSets: readonly KernelSet[] = [
  { name: "simd", entry: "index.ts", features: "simd,bulk-memory" },
  { name: "relaxed-simd", entry: "products.ts", features: "simd,relaxed-simd,bulk-memory" },
];

/** Where the module with the bytes of a set is committed. */
export function kernelFile(name: string): URL {
  return new URL(`../src/kernels/${name}.gen.ts`, import.meta.url);
}

/** Compiles a set from `assembly/`. `shared`: for a memory that threads share. */
export async function compileKernels({ entry, features }: KernelSet, shared = false): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await main(
    [
      entry,
      ...["--baseDir", assembly, "--outFile", "kernels.wasm", "--runtime", "stub", "--use", "abort="],
      ...["--importMemory", "--noExportMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
      ...["--enable", shared ? `${features},threads` : features, ...(shared ? ["--sharedMemory"] : [])],
      ...["--optimizeLevel", "3", "--shrinkLevel", "1", "--noAssert"],
    ],
    {
      writeFile: (_name, contents) => {
        binary = contents as Uint8Array;
      },
    },
  );
  if (error || !binary) throw new Error(`the kernels do not compile:\n${stderr}`, { cause: error });
  return binary;
}

/** The text of the module that holds a set's bytes. */
export function kernelModule(name: string, binary: Uint8Array): string {
  const constant = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    "// Compiled from assembly/ by `pnpm --filter @exampledon/backend-cpu kernels`; do not edit.",
    `/** WebAssembly of the ${name} kernels, hexadecimal: gzipped it is a quarter smaller than base64. */`,
    `export const ${constant}: string =`,
    `  "${Buffer.from(binary).toString("hex")}";`,
    "",
  ].join("\n");
}
