import type { JSX } from "react";
import { BarPattern } from "./bar-pattern.tsx";
import { Marker } from "./marker.tsx";
import { seriesStyle } from "./palette.ts";

interface LegendProps {
  readonly names: readonly string[];
  readonly kind: "lines" | "bars" | "histogram";
  readonly id: string;
}

/** Names of the series beside the marks that draw them; nothing for a single series. */
export function Legend({ names, kind, id }: LegendProps): JSX.Element | null {
  if (names.length < 2) return null;
  return (
    <ul className="xd-legend">
      {names.map((name, index) => (
        <li key={name}>
          <Swatch kind={kind} index={index} id={`${id}-legend-${index}`} />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Swatch({ kind, index, id }: Pick<LegendProps, "kind" | "id"> & { readonly index: number }): JSX.Element {
  const style = seriesStyle(index);
  return (
    <svg className="xd-swatch" viewBox="0 0 36 14" width="36" height="14" aria-hidden="true">
      {kind === "bars" ? (
        <>
          <defs>
            <BarPattern id={id} {...style} />
          </defs>
          <rect x="6" y="1" width="24" height="12" fill={`url(#${id})`} />
        </>
      ) : (
        <line className="xd-line" x1="1" x2="35" y1="7" y2="7" stroke={style.colour} strokeDasharray={style.dash} />
      )}
      {kind === "lines" && <Marker x={18} y={7} shape={style.shape} colour={style.colour} />}
    </svg>
  );
}
