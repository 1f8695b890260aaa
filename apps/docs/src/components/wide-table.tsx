import type { JSX, ReactNode } from "react";

interface WideTableProps {
  /** What the table holds, for those who do not see it. */
  readonly label: string;
  /** Whether rows have long names, which many columns of numbers must not squeeze. Default false. */
  readonly longNames?: boolean;
  /** Rows, in `thead` and `tbody`. */
  readonly children: ReactNode;
}

/** A table that scrolls sideways where it is too wide, by keyboard, too. */
export function WideTable({ label, longNames = false, children }: WideTableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={`claims-table${longNames ? " long-names" : ""}`} aria-label={label} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}
