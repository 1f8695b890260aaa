import type { JSX, ReactNode } from "react";

interface ScrollAreaProps {
  /** What it holds, for those who do not see it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds a table of a page's text that may be too wide: it scrolls sideways, by keyboard, too. */
export function ScrollArea({ label, children }: ScrollAreaProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="claims-table" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
