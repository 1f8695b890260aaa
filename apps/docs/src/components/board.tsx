import type { Figure } from "@exampledon/claims";
import { FigureView } from "@exampledon/viz";
import type { JSX } from "react";
import type { BoardData } from "../claim-data.ts";
import data from "../data/board.json";
import figures from "../data/board-figures.json";
import { WideTable } from "./wide-table.tsx";

const board = data as unknown as BoardData | null;
const byWorld = figures as unknown as Readonly<Record<string, Figure>>;

/** The recorded board: a figure and a table of the best row of every method, world by world. */
export function Board(): JSX.Element {
  if (!board) {
    return (
      <p>
        No board is recorded yet. <code>exampledon board --size ci --record</code> records one.
      </p>
    );
  }
  return (
    <>
      <p>
        Recorded at size {board.size}, {board.seeds.length} seeds.
      </p>
      {Object.entries(board.worlds).map(([world, { title }]) => (
        <section key={world} aria-label={title}>
          <h2>{title}</h2>
          {byWorld[world] && <FigureView figure={byWorld[world]} />}
          <WorldTable rows={board.rows.filter((row) => row.world === world)} />
        </section>
      ))}
    </>
  );
}

function WorldTable({ rows }: { readonly rows: BoardData["rows"] }): JSX.Element {
  const groups = [
    ...new Set(rows.flatMap(({ values }) => Object.keys(values)).filter((name) => name.endsWith(".mmcs"))),
  ].map((name) => name.slice(0, -".mmcs".length));
  const mean = (row: BoardData["rows"][number], name: string): string => row.values[name]?.mean.toPrecision(3) ?? "–";
  return (
    <WideTable label="Rows of the board">
      <thead>
        <tr>
          <th scope="col">Method</th>
          <th scope="col">Setting</th>
          <th scope="col">L0</th>
          <th scope="col">FVU</th>
          {groups.map((group) => (
            <th scope="col" key={group}>
              MMCS to {group} (chance)
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.method} ${row.sweep?.value}`}>
            <td>
              {row.method}
              {row.front && " ★"}
            </td>
            <td>{row.sweep ? `${row.sweep.param} ${row.sweep.value}` : "–"}</td>
            <td>{mean(row, "l0")}</td>
            <td>{mean(row, "fvu")}</td>
            {groups.map((group) => (
              <td key={group}>
                {mean(row, `${group}.mmcs`)} ({mean(row, `${group}.chance`)})
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
