import Link from "@docusaurus/Link";
import type { MethodTags } from "@exampledon/decomposer";
import type { JSX } from "react";
import { byFamily } from "../method-families.ts";
import { methods, pageOf } from "../methods.ts";
import { WideTable } from "./wide-table.tsx";

/** Every method with what it does and what to know before it is used, family by family. */
export function MethodsTable(): JSX.Element {
  return (
    <WideTable label="Methods">
      <thead>
        <tr>
          <th scope="col">Method</th>
          <th scope="col">What it does</th>
          <th scope="col">To know</th>
        </tr>
      </thead>
      {byFamily(methods).map((family) => (
        <tbody key={family.title}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {family.title}
            </th>
          </tr>
          {family.methods.map(({ id, title, summary, tags, page }) => (
            <tr key={id}>
              <td>{page ? <Link to={`/methods/${pageOf(id)}`}>{title}</Link> : title}</td>
              <td>{summary}</td>
              <td>{wordsOf(tags).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </WideTable>
  );
}

function wordsOf({ stochastic, signed, usesTruth, usesNetwork, needsParts }: MethodTags): string[] {
  return [
    stochastic ? "depends on the seed" : "the same for every seed",
    signed ? "activities of either sign" : "activities at least 0",
    ...(usesTruth ? ["is told the planted directions"] : []),
    ...(usesNetwork ? ["needs the network"] : []),
    ...(needsParts ? ["needs activations of several parts"] : []),
  ];
}
