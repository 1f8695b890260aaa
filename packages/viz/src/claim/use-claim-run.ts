import { useEffect, useReducer, useState } from "react";
import { type RunDriver, runDriver } from "./run-driver.ts";
import { type RunState, runReducer, staticState } from "./run-state.ts";
import type { ClaimRunner } from "./runner.ts";

/** Time between redraws: ten a second, two where the reader asked for less motion. */
const redraw = { full: 100, reduced: 500 };

/** A claim's run, and the driver once scripts are there. */
export interface ClaimRun {
  readonly state: RunState;
  readonly driver: RunDriver | undefined;
  /** Gives up whatever runs and goes back to the recorded result. */
  readonly reset: () => void;
}

/** Drives a runner from a page; the runner is made at the first run and freed with the page. */
export function useClaimRun(createRunner: () => ClaimRunner): ClaimRun {
  const [state, dispatch] = useReducer(runReducer, staticState);
  const [driver, setDriver] = useState<RunDriver | undefined>();
  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const made = runDriver({
      createRunner,
      dispatch,
      budgetMilliseconds: () => (calm.matches ? redraw.reduced : redraw.full),
    });
    setDriver(made);
    dispatch({ type: "hydrate" });
    return () => made.dispose();
  }, [createRunner]);
  return {
    state,
    driver,
    reset: () => {
      driver?.stop();
      dispatch({ type: "reset" });
    },
  };
}
