import type { Figure } from "@exampledon/claims";
import { FigureView, formatMeasured } from "@exampledon/viz";
import type { JSX } from "react";
import type { ParameterBoardData, ParameterBoardMiss } from "../claim-data.ts";
import data from "../data/parameter-board.json";
import figures from "../data/parameter-board-figures.json";
import { methodOf } from "../methods.ts";
import { ScrollArea } from "./scroll-area.tsx";

const board = data as unknown as ParameterBoardData | null;
const byNetwork = figures as unknown as Readonly<Record<string, Figure>>;

type Row = ParameterBoardData["rows"][number];

/** Columns of values, with what each is. */
const COLUMNS = [
  ["distinct", "Distinct", "different components among the features' best ones, at a cosine above 0.95"],
  ["mmcs", "MMCS", "mean cosine of what features write"],
  ["ml2r", "ML2R", "mean ratio of lengths"],
  ["identityError", "CI identity", "wrong importances where every feature has a component of its own"],
  ["denseError", "CI dense", "the same for as many components as the mechanisms' ranks"],
  ["l0", "L0", "components that matter per input, over all matrices"],
  ["trueL0", "true L0", "ranks of the mechanisms at work per input"],
  ["alive", "Alive", "components of the first matrix that are ever used"],
  ["faithfulness", "Unfaithful", "relative squared error of the components' sum"],
  ["adversarial", "PGD-20", "relative squared error of outputs under adversarial masks"],
  ["loss", "Loss", "mean total loss over the last tenth of training"],
] as const;

const STARTS = { random: "random", data: "activations", truth: "the truth", none: "–" } as const;

/** The recorded board of parameter decompositions: a figure and a table for each network. */
export function ParameterBoard(): JSX.Element {
  if (!board) return <NoBoard />;
  return (
    <>
      <p>
        Recorded at size {board.size}, {board.seeds.length} seeds; means with standard deviations over seeds.
      </p>
      {Object.entries(board.networks).map(([network, { title }]) => (
        <section key={network} aria-label={title}>
          <h3>{title}</h3>
          {byNetwork[network] && <FigureView figure={byNetwork[network]} />}
          <RowsTable label={title} rows={board.rows.filter((row) => row.network === network)} />
          <Misses misses={board.misses.filter((miss) => miss.network === network)} />
        </section>
      ))}
    </>
  );
}

interface MethodProps {
  /** E.g. `apd/spd`; rows of its start at the truth are shown, too. */
  readonly method: string;
}

/** A method's rows on the board, network by network. @throws `unknown-id` while the site is built */
export function ParameterBoardRows({ method }: MethodProps): JSX.Element {
  const { id } = methodOf(method);
  if (!board) return <NoBoard />;
  return (
    <>
      {Object.entries(board.networks).map(([network, { title }]) => {
        const rows = board.rows.filter((row) => row.network === network && ofMethod(row, id));
        return rows.length > 0 && <RowsTable key={network} label={title} caption={title} rows={rows} />;
      })}
    </>
  );
}

/** What a method misses on the board, and whether the optimiser or the objective is to blame. @throws `unknown-id` while the site is built */
export function ParameterBoardMisses({ method }: MethodProps): JSX.Element | null {
  const { id } = methodOf(method);
  return board && <Misses misses={board.misses.filter((miss) => ofMethod(miss, id))} />;
}

function ofMethod({ method }: { readonly method: string }, id: string): boolean {
  return method === id || method === `${id}-oracle`;
}

function NoBoard(): JSX.Element {
  return (
    <p>
      No such board is recorded yet. <code>exampledon board --parameters --size full --record</code> records one.
    </p>
  );
}

interface RowsTableProps {
  readonly label: string;
  readonly caption?: string;
  readonly rows: readonly Row[];
}

function RowsTable({ label, caption, rows }: RowsTableProps): JSX.Element {
  const seeds = board!.seeds.length;
  const bars = rows.find((row) => row.bars.length > 0)?.bars ?? [];
  return (
    <ScrollArea label={`Parameter decompositions: ${label}`}>
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>
            <th scope="col">Method</th>
            <th scope="col">Starts at</th>
            {COLUMNS.map(([value, head, doc]) => (
              <th scope="col" key={value} title={doc}>
                {head}
              </th>
            ))}
            <th scope="col" title="mean time of one seed">
              s
            </th>
            <th scope="col" title="seeds that meet every published value">
              Seeds
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.length > 0 && (
            <tr>
              <th scope="row" colSpan={2}>
                published
              </th>
              {COLUMNS.map(([value]) => (
                <td key={value}>{boundOf(bars.find((bar) => bar.value === value))}</td>
              ))}
              <td />
              <td />
            </tr>
          )}
          {rows.map((row) => (
            <tr key={`${row.method} ${row.start}`}>
              <td title={row.note}>{row.method}</td>
              <td>{STARTS[row.start]}</td>
              {COLUMNS.map(([value]) => (
                <td key={value}>
                  <Cell row={row} value={value} seeds={seeds} />
                </td>
              ))}
              <td>{row.seconds.toPrecision(2)}</td>
              <td>{row.bars.length > 0 ? `${row.meets} of ${seeds}` : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Cell({
  row,
  value,
  seeds,
}: {
  readonly row: Row;
  readonly value: string;
  readonly seeds: number;
}): JSX.Element {
  const found = row.values[value];
  const bar = row.bars.find((each) => each.value === value);
  return (
    <span className="value">
      {found ? formatMeasured(found.mean, found.deviation) : "–"}
      {bar && bar.met < seeds && <strong title={`missed with ${seeds - bar.met} of ${seeds} seeds`}> missed</strong>}
    </span>
  );
}

function boundOf(bar: Row["bars"][number] | undefined): string {
  if (!bar) return "";
  const { min, max } = bar;
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min} … ${max}`;
  return min !== undefined ? `≥ ${min}` : `≤ ${max}`;
}

function Misses({ misses }: { readonly misses: readonly ParameterBoardMiss[] }): JSX.Element | null {
  if (misses.length === 0) return null;
  return (
    <ul>
      {misses.map((miss) => (
        <li key={`${miss.network} ${miss.method} ${miss.start}`}>
          <strong>
            {miss.method}, {miss.start === "data" ? "started at activations" : `${miss.start} start`}, on {miss.title}
          </strong>{" "}
          misses {miss.bars.map(headOf).join(", ")} with {miss.seeds.length} of {board!.seeds.length} seeds.{" "}
          {reasonOf(miss)}
        </li>
      ))}
    </ul>
  );
}

function headOf(value: string): string {
  return COLUMNS.find(([name]) => name === value)?.[1] ?? value;
}

/** What the start at the truth says of a miss, from the two final losses, seed by seed on the same batches. */
function reasonOf({ start, above, below, ratio, truthMeets }: ParameterBoardMiss): string {
  if (start === "truth") return "The objective moves away from the planted mechanisms, or does not hold them tightly.";
  if (ratio === undefined) return "There is no start at the truth to compare it with.";
  const truth = `From the truth ${truthMeets} of ${board!.seeds.length} seeds meet every value.`;
  const size = `The final loss is ${ratio.toPrecision(3)} times that from the truth.`;
  if (below.length === 0) return `${size} It is above it with each of these seeds: the optimiser stops short. ${truth}`;
  if (above.length === 0) {
    return `${size} It is no higher with any of these seeds: the objective is as content with what was found. ${truth}`;
  }
  return `${size} It is above it with ${above.length} of these seeds, where the optimiser stops short, and no higher with ${below.length}, where the objective is as content. ${truth}`;
}
