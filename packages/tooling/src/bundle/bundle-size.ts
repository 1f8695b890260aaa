import { gzipSync } from "node:zlib";
import { type BuildOptions, build } from "esbuild";

const common: BuildOptions = { bundle: true, minify: true, format: "esm", platform: "neutral", logLevel: "error" };

/** Bundles a program from the built packages with all that they import; React and Node's modules stay outside. */
export async function bundleText(program: string, folder: string): Promise<string> {
  const { outputFiles } = await build({
    ...common,
    stdin: { contents: program, resolveDir: folder, loader: "js" },
    mainFields: ["module", "main"],
    conditions: ["import", "browser"],
    external: ["react", "react-dom", "react/jsx-runtime", "node:*"],
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Size in bytes, minified and gzipped, of a built package's own code without that of any other package. */
export async function ownBytes(entry: string): Promise<number> {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], packages: "external", write: false });
  return gzipSync(outputFiles[0]!.text, { level: 9 }).length;
}
