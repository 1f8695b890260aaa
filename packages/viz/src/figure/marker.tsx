import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from "d3-shape";
import type { JSX } from "react";

const shapes: readonly SymbolType[] = [
  symbolCircle,
  symbolSquare,
  symbolTriangle,
  symbolDiamond,
  symbolCross,
  symbolStar,
];

interface MarkerProps {
  readonly x: number;
  readonly y: number;
  /** 0 to 5; see `SeriesStyle`. */
  readonly shape: number;
  readonly colour: string;
  /** What a pointer resting on it reads. */
  readonly title?: string;
}

/** A point's mark; its shape tells the series apart without colour. */
export function Marker({ x, y, shape, colour, title }: MarkerProps): JSX.Element {
  const path = symbol(shapes[shape]!, 42)() ?? "";
  return (
    <path className="xd-marker" d={path} transform={`translate(${round(x)} ${round(y)})`} fill={colour}>
      {title === undefined ? null : <title>{title}</title>}
    </path>
  );
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
