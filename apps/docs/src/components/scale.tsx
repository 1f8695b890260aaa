import type { ScaleResult, ScaleRun } from "@exampledon/bench";
import type { Figure } from "@exampledon/claims";
import { FigureView } from "@exampledon/viz";
import type { JSX } from "react";
import data from "../data/scale.json";
import figure from "../data/scale-figure.json";
import { WideTable } from "./wide-table.tsx";

const scale = data as unknown as ScaleResult | null;

/** The recorded runs of parameter decomposition on larger and larger networks. */
export function Scale(): JSX.Element {
  if (!scale) {
    return (
      <p>
        Nothing is recorded yet. <code>exampledon scale --record</code> records what was run.
      </p>
    );
  }
  return (
    <>
      <p>Measured on {scale.provenance.cpu}.</p>
      <FigureView figure={figure as unknown as Figure} />
      <p>One row per size; where seeds differ, the lowest and the highest.</p>
      <WideTable label="Runs of parameter decomposition">
        <thead>
          <tr>
            <th scope="col">Animals + attributes</th>
            <th scope="col">Seeds</th>
            <th scope="col">Step</th>
            <th scope="col">Samples of each animal</th>
            <th scope="col">Seconds of one core</th>
            <th scope="col">Animals recovered</th>
            <th scope="col">Attributes recovered</th>
            <th scope="col">Components left: animals, attributes</th>
            <th scope="col">Fidelity: animals, attributes</th>
            <th scope="col">Important components per input (circuits that fire)</th>
            <th scope="col">Relative error under the worst masks</th>
          </tr>
        </thead>
        <tbody>
          {[...new Set(scale.runs.map(({ setting }) => setting.id))].map((id) => (
            <Row key={id} runs={scale.runs.filter(({ setting }) => setting.id === id)} />
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

function Row({ runs }: { readonly runs: readonly ScaleRun[] }): JSX.Element {
  const { id, network, params } = runs[0]!.setting;
  const last = runs.flatMap(({ points }) => points.at(-1) ?? []);
  const ends = runs.flatMap(({ end }) => end ?? []);
  return (
    <tr>
      <td>{id}</td>
      <td>{runs.length}</td>
      <td>
        {range(last.map(({ step }) => step))} of {params.steps}
      </td>
      <td>{range(last.map(({ exposures }) => Math.round(exposures)))}</td>
      <td>{range(last.map(({ seconds }) => Math.round(seconds)))}</td>
      <td>
        {range(last.map(({ animals }) => animals))} of {network.animals}
      </td>
      <td>
        {range(last.map(({ attributes }) => attributes))} of {network.attributes}
      </td>
      <td>
        {range(last.map(({ components }) => components.animals))},{" "}
        {range(last.map(({ components }) => components.attributes))}
      </td>
      {ends.length > 0 ? (
        <>
          <td>
            {range(
              ends.map(({ animals }) => animals.fidelity),
              4,
            )}
            ,{" "}
            {range(
              ends.map(({ attributes }) => attributes.fidelity),
              4,
            )}
          </td>
          <td>
            {range(
              ends.map(({ animals, attributes }) => animals.l0 + attributes.l0),
              1,
            )}{" "}
            (
            {range(
              ends.map(({ animals, attributes }) => animals.trueL0 + attributes.trueL0),
              1,
            )}
            )
          </td>
          <td>
            {range(
              ends.map(({ adversarialError }) => adversarialError),
              4,
            )}
          </td>
        </>
      ) : (
        <>
          <td>not finished</td>
          <td>–</td>
          <td>–</td>
        </>
      )}
    </tr>
  );
}

/** One number, or the lowest and the highest. */
function range(values: readonly number[], digits = 0): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
  return low === high ? `${low}` : `${low} to ${high}`;
}
