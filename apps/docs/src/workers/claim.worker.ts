import { createFitStore, findClaim, runClaim } from "@exampledon/claims";
import { generatorRunner } from "@exampledon/viz";
import { expose } from "comlink";
import { backends } from "../backends.ts";
import { createBackend } from "./create-backend.ts";

const home = backends[0]!.id;
/** What the fits of the last run reached, kept where its backend may fail; a run on the CPU does not. */
let fits = createFitStore();

expose(
  generatorRunner(async ({ claim, size, params, seeds, backend: id = home, resume }, signal) => {
    if (!resume) fits = createFitStore();
    const backend = await createBackend(id);
    return {
      info: { backend: backend.name },
      steps: runClaim(findClaim(claim), {
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
