import { defaultsOf, rangeOf } from "@exampledon/core";
import type { JSX } from "react";
import { methodOf } from "../methods.ts";
import { WideTable } from "./wide-table.tsx";

interface MethodProps {
  /** E.g. `sae/top-k`. */
  readonly id: string;
}

/** Every parameter of a method, with range and default. @throws `unknown-id` while the site is built */
export function MethodParams({ id }: MethodProps): JSX.Element {
  const { params } = methodOf(id);
  const defaults = defaultsOf(params);
  return (
    <WideTable label="Parameters">
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">What it does</th>
          <th scope="col">Range</th>
          <th scope="col">Default</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(params).map(([name, field]) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
            </td>
            <td>{field.doc}</td>
            <td>{rangeOf(field)}</td>
            <td>{`${defaults[name]}${field.unit ? ` ${field.unit}` : ""}`}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** Where a method comes from. @throws `unknown-id` while the site is built */
export function MethodReferences({ id }: MethodProps): JSX.Element {
  return (
    <ul>
      {methodOf(id).references.map(({ text, url }) => (
        <li key={url}>
          <a href={url}>{text}</a>
        </li>
      ))}
    </ul>
  );
}
