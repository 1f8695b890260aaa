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
      <WideTable label="Runs of parameter decomposition">
        <thead>
          <tr>
            <th scope="col">Animals + attributes</th>
            <th scope="col">Seed</th>
            <th scope="col">Step</th>
            <th scope="col">Samples of each animal</th>
            <th scope="col">Seconds of one core</th>
            <th scope="col">Animals recovered</th>
            <th scope="col">Attributes recovered</th>
            <th scope="col">Fidelity: animals, attributes</th>
            <th scope="col">Important components per input (circuits that fire)</th>
            <th scope="col">Relative error under the worst masks</th>
          </tr>
        </thead>
        <tbody>
          {scale.runs.map((run) => (
            <Row key={`${run.setting.id} ${run.seed}`} run={run} />
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

function Row({ run: { setting, seed, points, end } }: { readonly run: ScaleRun }): JSX.Element {
  const last = points.at(-1);
  const { animals, attributes } = setting.network;
  return (
    <tr>
      <td>{setting.id}</td>
      <td>{seed}</td>
      <td>
        {last?.step ?? 0} of {setting.params.steps}
      </td>
      <td>{last ? Math.round(last.exposures) : "–"}</td>
      <td>{last ? Math.round(last.seconds) : "–"}</td>
      <td>
        {last?.animals ?? 0} of {animals}
      </td>
      <td>
        {last?.attributes ?? 0} of {attributes}
      </td>
      <td>{end ? `${end.animals.fidelity.toFixed(4)}, ${end.attributes.fidelity.toFixed(4)}` : "not finished"}</td>
      <td>
        {end
          ? `${(end.animals.l0 + end.attributes.l0).toFixed(1)} (${(end.animals.trueL0 + end.attributes.trueL0).toFixed(1)})`
          : "–"}
      </td>
      <td>{end ? end.adversarialError.toPrecision(2) : "–"}</td>
    </tr>
  );
}
