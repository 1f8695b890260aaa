import { type JSX, type ReactNode, useId } from "react";
import { viewWidth } from "./plot-frame.tsx";

interface PlotSvgProps {
  readonly title: string;
  /** Id of the element that holds the summary. */
  readonly describedBy: string;
  /** Height of the view box. */
  readonly height: number;
  readonly children: ReactNode;
}

/** The drawing of a figure: one image to assistive technology, with a title and a summary. */
export function PlotSvg({ title, describedBy, height, children }: PlotSvgProps): JSX.Element {
  const id = useId();
  return (
    <svg
      className="xd-plot"
      role="img"
      aria-labelledby={id}
      aria-describedby={describedBy}
      viewBox={`0 0 ${viewWidth} ${height}`}
    >
      <title id={id}>{title}</title>
      {children}
    </svg>
  );
}
