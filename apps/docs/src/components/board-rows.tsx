import { formatMeasured } from "@exampledon/viz";
import type { JSX } from "react";
import type { BoardData } from "../claim-data.ts";
import data from "../data/board.json";
import { methodOf } from "../methods.ts";
import { WideTable } from "./wide-table.tsx";

const board = data as unknown as BoardData | null;

type Row = BoardData["rows"][number];

interface BoardRowsProps {
  /** E.g. `sae/top-k`. */
  readonly method: string;
}

/** What a method scored on the recorded board, world by world along its sweep. @throws `unknown-id` while the site is built */
export function BoardRows({ method }: BoardRowsProps): JSX.Element {
  const { id } = methodOf(method);
  if (!board) {
    return (
      <p>
        No board is recorded yet. <code>exampledon board --size ci --record</code> records one.
      </p>
    );
  }
  const { size, seeds, worlds } = board;
  const rows = board.rows.filter((row) => row.method === id);
  const absent = board.absent.filter((absence) => absence.method === id);
  return (
    <>
      {rows.length > 0 && (
        <>
          <p>
            Recorded at size {size}: means over {seeds.length} {seeds.length === 1 ? "seed" : "seeds"}, with half of the
            95 % interval. A star: no other row of its world, of any method that learns, has both a smaller L0 and a
            smaller FVU, the fraction of variance unexplained.
          </p>
          <WideTable label="Scores on the board">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col">L0</th>
                <th scope="col">FVU</th>
                <th scope="col">Features</th>
                <th scope="col">Mean max cosine (by chance)</th>
                <th scope="col">R² of coefficients</th>
              </tr>
            </thead>
            {Object.entries(worlds).map(([world, { title }]) => (
              <WorldRows key={world} title={title} rows={rows.filter((row) => row.world === world)} />
            ))}
          </WideTable>
        </>
      )}
      {absent.map(({ world, reason }) => (
        <p key={world ?? ""}>
          Not on the board{world ? `'s world “${worlds[world]?.title ?? world}”` : ""}: {reason}
        </p>
      ))}
      {rows.length === 0 && absent.length === 0 && <p>The recorded board is older than this method.</p>}
    </>
  );
}

function WorldRows({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={6}>
          {title}
        </th>
      </tr>
      {rows.flatMap(({ sweep, values, front }) =>
        groupsIn(values).map((group, i, groups) => (
          <tr key={`${sweep?.value} ${group}`}>
            {i === 0 && (
              <>
                <td rowSpan={groups.length}>
                  {sweep ? `${sweep.param} = ${sweep.value}` : "–"}
                  {front && <span title="on the front"> ★</span>}
                </td>
                <td rowSpan={groups.length}>{measured(values.l0)}</td>
                <td rowSpan={groups.length}>{measured(values.fvu)}</td>
              </>
            )}
            <td>{group}</td>
            <td>
              {measured(values[`${group}.mmcs`])} ({values[`${group}.chance`]?.mean.toFixed(2) ?? "undefined"})
            </td>
            <td>{measured(values[`${group}.rawRSquared`])}</td>
          </tr>
        )),
      )}
    </tbody>
  );
}

/** The planted groups that a row has scores of. */
function groupsIn(values: Row["values"]): readonly string[] {
  return Object.keys(values).flatMap((name) => (name.endsWith(".mmcs") ? [name.slice(0, -".mmcs".length)] : []));
}

function measured(value: Row["values"][string] | undefined): JSX.Element {
  const text = value ? formatMeasured(value.mean, (value.high - value.low) / 2) : "undefined";
  return <span className="value">{text}</span>;
}
