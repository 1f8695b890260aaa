import { createFitStore, runClaim } from "@exampledon/claims";
import { generatorRunner } from "@exampledon/viz";
import { expose } from "comlink";
import { backends } from "../backends.ts";
import { createBackend, type OpenBackend } from "./create-backend.ts";
import { definitionOf } from "./definition-of.ts";

const home = backends[0]!.id;
/** What the fits of the last run reached, kept where its backend may fail; a run on the CPU does not. */
let fits = createFitStore();
let open: OpenBackend | undefined;

expose(
  generatorRunner(async ({ claim, size, params, seeds, backend: id = home, resume }, signal) => {
    if (!resume) fits = createFitStore();
    // Browsers allow few graphics contexts at once.
    open?.close?.();
    const backend = await createBackend(id);
    open = backend;
    return {
      info: { backend: backend.name },
      steps: runClaim(await definitionOf(claim), {
        size,
        backend,
        params,
        seeds,
        signal,
        ...((resume || id !== home) && { fits }),
      }),
    };
  }),
);
