import { stateFile } from "@exampledon/bench/scale";
import type { RunTexts } from "@exampledon/viz";
import type { JSX } from "react";
import source from "../../../../packages/bench/src/scale/go-on.ts?raw";
import data from "../data/go-on.json";
import { Claim } from "./claim.tsx";

const texts: RunTexts = {
  command: ({ params }) => `exampledon scale ${networkOf(params)}`,
  module: ({ params }) => `import { readFile } from "node:fs/promises";
import { cpuBackend } from "@exampledon/backend-cpu";
import { expandState, runScale } from "@exampledon/bench/scale";

const file = import.meta.resolve("@exampledon/bench/results/${stateFile(networkOf(params))}");
const state = await expandState(new Uint8Array(await readFile(new URL(file))), file);
const { setting, seed } = state.run;
const { signal } = new AbortController();
for await (const { point } of runScale({ setting, seed, backend: cpuBackend(), signal, resume: state })) {
  console.log(point.step, point.animals, point.attributes);
}
`,
};

/** The demonstration that goes on with a recorded run. */
export function GoOn(): JSX.Element {
  return <Claim data={data} source={source} path="packages/bench/src/scale/go-on.ts" texts={texts} />;
}

function networkOf(params: Readonly<Record<string, unknown>>): string {
  return String(params.network ?? data.claim.params.network.default);
}
