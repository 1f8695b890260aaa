import type { JSX } from "react";

const strokes = [
  "",
  "M0 8L8 0M-2 2L2 -2M6 10L10 6",
  "M0 0L8 8M-2 6L2 10M6 -2L10 2",
  "M0 4H8",
  "M4 0V8",
  "M0 4H8M4 0V8",
];

interface BarPatternProps {
  readonly id: string;
  /** 0 (none) to 5; see `SeriesStyle`. */
  readonly shape: number;
  readonly colour: string;
}

/** A fill that tells bars apart without colour. */
export function BarPattern({ id, shape, colour }: BarPatternProps): JSX.Element {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill={colour} />
      {strokes[shape] ? <path className="xd-hatch" d={strokes[shape]} /> : null}
    </pattern>
  );
}
