import { formatMeasured } from "@exampledon/viz";
import type { JSX } from "react";
import type { BoardData } from "../claim-data.ts";
import data from "../data/board.json";
import { methodOf } from "../methods.ts";

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
            95 % interval.
          </p>
          <div className="claims-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">World</th>
                  <th scope="col">Setting</th>
                  <th scope="col">L0</th>
                  <th scope="col">FVU</th>
                  <th scope="col">Mean max cosine (by chance)</th>
                  <th scope="col">R² of coefficients</th>
                  <th scope="col">On the front</th>
                </tr>
              </thead>
              {Object.entries(worlds).map(([world, { title }]) => (
                <WorldRows key={world} title={title} rows={rows.filter((row) => row.world === world)} />
              ))}
            </table>
          </div>
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
      {rows.map(({ sweep, values, front }, i) => (
        <tr key={sweep?.value ?? ""}>
          {i === 0 && (
            <th scope="rowgroup" rowSpan={rows.length}>
              {title}
            </th>
          )}
          <td>{sweep ? `${sweep.param} = ${sweep.value}` : "–"}</td>
          <td>{measured(values.l0)}</td>
          <td>{measured(values.fvu)}</td>
          <td>
            {ofGroups(values, (group) => `${measured(values[`${group}.mmcs`])} (${short(values[`${group}.chance`])})`)}
          </td>
          <td>{ofGroups(values, (group) => measured(values[`${group}.rawRSquared`]))}</td>
          <td>{front ? "yes" : "no"}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** A line for each planted group; unnamed where there is only one. */
function ofGroups(values: Row["values"], text: (group: string) => string): JSX.Element[] {
  const groups = Object.keys(values).flatMap((name) =>
    name.endsWith(".mmcs") ? [name.slice(0, -".mmcs".length)] : [],
  );
  return groups.map((group) => <div key={group}>{groups.length > 1 ? `${group}: ${text(group)}` : text(group)}</div>);
}

function measured(value: Row["values"][string] | undefined): string {
  return value ? formatMeasured(value.mean, (value.high - value.low) / 2) : "undefined";
}

function short(value: Row["values"][string] | undefined): string {
  return value ? value.mean.toFixed(2) : "undefined";
}
