import { main } from "../src/main.ts";
import { processTerminal } from "../src/terminal.ts";
import { loadCatalog } from "./child-catalog.ts";

/** The program with claims that pass, are slow or break in several ways; the results folder is its first argument. */
const [resultsFolder, ...args] = process.argv.slice(2);
const module = new URL("./child-catalog.ts", import.meta.url).href;
process.exitCode = await main(args, processTerminal(), async () => ({ ...loadCatalog(resultsFolder), module }));
