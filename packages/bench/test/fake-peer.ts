import { serveContestant } from "../src/speed/serve-contestant.ts";

/** A contestant that computes something else, falls over, or is not there. */
const [kind] = process.argv.slice(2);

await serveContestant(async () => {
  if (kind === "gone") throw new Error("not installed");
  return {
    describe: async () => ({ name: kind!, versions: {} }),
    open: async () => ({
      run: async (times) => {
        if (kind === "broken") throw new Error("it fell over");
        return { milliseconds: times, loss: 123 };
      },
      close: () => {},
    }),
  };
});
