import { expandState, type ScaleState } from "@exampledon/bench/scale";
import { fail } from "@exampledon/core";

/** Where the recorded states lie that a page goes on from, by the id of their setting. */
const urls = {
  "200+25": new URL("@exampledon/bench/results/scale-state-200-25.bin", import.meta.url),
};

/** Loads each when it is asked for. @throws `environment` when it cannot be loaded; `corrupt-file` */
export const recordedStates: Readonly<Record<string, () => Promise<ScaleState>>> = Object.fromEntries(
  Object.entries(urls).map(([id, url]) => [id, () => load(id, url)]),
);

async function load(id: string, url: URL): Promise<ScaleState> {
  const where = `recorded state of ${id}`;
  const response = await fetch(url).catch((cause: unknown) =>
    fail("environment", { where, problem: "it must be loaded", got: String(cause), cure: "try again" }, { cause }),
  );
  if (!response.ok) {
    fail("environment", {
      where,
      problem: "it must be loaded",
      got: `HTTP ${response.status}`,
      cure: "reload the page",
    });
  }
  return expandState(new Uint8Array(await response.arrayBuffer()), where);
}
