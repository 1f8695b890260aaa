/** When the exponent changes, and to what. */
export interface AnnealingCourse {
  readonly steps: number;
  readonly annealStart: number;
  readonly updates: number;
  readonly pStart: number;
  readonly pEnd: number;
}

/** What holds during one step. */
export interface AnnealingPoint {
  /** Exponent of this step's penalty. */
  readonly p: number;
  /** Exponent after the next update; left out before the first one. */
  readonly nextP?: number | undefined;
  /** Whether the exponent changes after this step. */
  readonly update: boolean;
  /** Exponent after this step. */
  readonly pAfter: number;
  /** Steps from this one to the next update, 0 at an update; infinite after the last. */
  readonly untilUpdate: number;
}

/** Steps (from 0) after which the exponent changes: evenly spaced from the start of annealing to the end of the run. */
export function updateSteps({ steps, annealStart, updates }: AnnealingCourse): readonly number[] {
  const start = Math.round(annealStart * steps);
  const gap = (steps - start) / Math.max(1, updates - 1);
  return Array.from({ length: updates }, (_, i) => Math.floor(start + i * gap));
}

/** What holds at a step: dictionary_learning's schedule, which sets the exponent to its start at the first update. */
export function annealingPoint(course: AnnealingCourse, step: number): AnnealingPoint {
  const { updates, pStart, pEnd } = course;
  const at = updateSteps(course);
  const exponent = (i: number): number =>
    i >= updates ? pEnd : pStart + ((pEnd - pStart) * i) / Math.max(1, updates - 1);
  const done = at.filter((update) => update < step).length;
  const update = at.includes(step);
  const p = done === 0 ? pStart : exponent(done - 1);
  return {
    p,
    nextP: done === 0 ? undefined : exponent(done),
    update,
    pAfter: update ? exponent(done) : p,
    untilUpdate: (at.find((candidate) => candidate >= step) ?? Number.POSITIVE_INFINITY) - step,
  };
}
