import { main } from "../src/main.ts";
import { processTerminal } from "../src/terminal.ts";
import { fakeCatalog } from "./fake-catalog.ts";
import { passing, slow } from "./fake-claims.ts";

/** The program with a quick and a slow claim; the results folder is its first argument. */
const [resultsFolder, ...args] = process.argv.slice(2);
process.exitCode = await main(args, processTerminal(), async () => fakeCatalog(resultsFolder!, [passing, slow]));
