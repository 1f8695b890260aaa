import type { JSX } from "react";
import { WideTable } from "./wide-table.tsx";

interface TextTableProps {
  /** What the table holds, for those who do not see it. */
  readonly label: string;
  readonly heads: readonly string[];
  /** Cells of each row; the first tells rows apart, with the second where there are several of it. */
  readonly rows: readonly (readonly string[])[];
  /** See {@link WideTable}. */
  readonly longNames?: boolean;
}

/** A table of plain text. */
export function TextTable({ label, heads, rows, longNames = false }: TextTableProps): JSX.Element {
  return (
    <WideTable label={label} longNames={longNames}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.slice(0, 2).join(" ")}>
            {cells.map((cell, column) => (
              <td key={heads[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
