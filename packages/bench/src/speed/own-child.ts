import { createOwnBackend } from "./own-backends.ts";
import { ownContestant } from "./own-contestant.ts";
import { ownVersions } from "./own-versions.ts";
import { serveContestant } from "./serve-contestant.ts";

// The script of a child process; its argument is the id of one of the package's own CPU backends.

await serveContestant(async () => ownContestant(await createOwnBackend(process.argv[2]!), ownVersions()));
