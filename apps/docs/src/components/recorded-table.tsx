import type { Size } from "@exampledon/claims";
import type { JSX } from "react";
import { Value } from "./value.tsx";
import { WideTable } from "./wide-table.tsx";

/** A name and what it is called. */
type Named = readonly [name: string, title: string];

interface RecordedTableProps {
  readonly claim: string;
  /** What the table holds, for those who do not see it. */
  readonly label: string;
  /** First parts of the values' names. */
  readonly rows: readonly Named[];
  /** Last parts of the values' names. */
  readonly columns: readonly Named[];
  /** Default: the largest size recorded. */
  readonly size?: Size;
}

/**
 * Recorded numbers of a claim as a table: the value of a row and a column is called by both names, one after the other.
 * @throws `unknown-id` while the site is built, when one of them is not recorded
 */
export function RecordedTable({ claim, label, rows, columns, size }: RecordedTableProps): JSX.Element {
  return (
    <WideTable label={label} longNames>
      <thead>
        <tr>
          <th scope="col">Method</th>
          {columns.map(([column, title]) => (
            <th key={column} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([row, title]) => (
          <tr key={row}>
            <th scope="row">{title}</th>
            {columns.map(([column]) => (
              <td key={column}>
                <Value claim={claim} of={`${row}${column}`} {...(size && { size })} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
