import type { Figure } from "@exampledon/claims";
import type { JSX } from "react";
import { formatNumber } from "../text/format-number.ts";
import { type FigureTable, figureTables } from "./figure-table.ts";

const shownRows = 40;
const shownColumns = 13;

/** The numbers behind a figure, folded away; long tables are thinned and say so. */
export function DataTable({ figure }: { readonly figure: Figure }): JSX.Element {
  return (
    <details className="xd-data">
      <summary>Data table</summary>
      {figureTables(figure).map((table) => (
        <OneTable key={table.title} table={table} />
      ))}
    </details>
  );
}

function OneTable({ table }: { readonly table: FigureTable }): JSX.Element {
  const rows = thin(table.rows.length, shownRows);
  const columns = thin(table.columns.length, shownColumns);
  const thinned = rows.length < table.rows.length || columns.length < table.columns.length;
  return (
    <div className="xd-scroll">
      <table className="xd-table">
        <caption>
          {table.title}
          {thinned &&
            ` (${rows.length} of ${table.rows.length} rows, ${columns.length} of ${table.columns.length} columns; the CSV download has all)`}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {table.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              {columns.map((column) => {
                const cell = table.rows[row]![column]!;
                return <td key={column}>{typeof cell === "number" ? formatNumber(cell, 4) : cell}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Evenly spread indices, with both ends, at most `limit` of `count`. */
function thin(count: number, limit: number): number[] {
  if (count <= limit) return [...Array(count).keys()];
  return Array.from({ length: limit }, (_, index) => Math.round((index * (count - 1)) / (limit - 1)));
}
