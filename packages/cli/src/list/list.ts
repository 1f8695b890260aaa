import { type ParamSpec, rangeOf } from "@exampledon/core";
import type { Catalog } from "../catalog.ts";
import { EXIT } from "../exit-code.ts";
import { findById, findClaimIn, type Kind } from "../find-by-id.ts";
import { recordedResult } from "../results-folder.ts";
import type { Terminal } from "../terminal.ts";
import { textTable } from "../text-table.ts";

/** What `list` is asked for. */
export interface ListRequest {
  /** All lists when left out. */
  readonly kind?: Kind | undefined;
  /** One item of the list, with its parameters. */
  readonly id?: string | undefined;
  readonly json: boolean;
}

/** The lists there are. */
export const KINDS: readonly Kind[] = ["claims", "methods", "worlds", "networks"];

/**
 * Prints what there is to name: claims, methods, worlds, networks, or one of them with its parameters.
 * @returns the exit code
 * @throws `unknown-id` naming the closest ids
 */
export function list(catalog: Catalog, terminal: Terminal, { kind, id, json }: ListRequest): number {
  if (kind && id !== undefined) {
    const item =
      kind === "claims" ? findClaimIn(catalog.claims, id) : findById<Described>(kind, itemsOf(catalog, kind), id);
    terminal.out(json ? toJson(item) : describe(terminal, item));
    return EXIT.ok;
  }
  const kinds = kind ? [kind] : KINDS;
  if (json) {
    const all = (name: Kind): unknown => (name === "claims" ? catalog.claims : itemsOf(catalog, name));
    terminal.out(toJson(kind ? all(kind) : Object.fromEntries(kinds.map((name) => [name, all(name)]))));
    return EXIT.ok;
  }
  for (const name of kinds) {
    if (!kind) terminal.out(`${terminal.colors.bold(name)}\n`);
    terminal.out(name === "claims" ? claimsList(catalog, terminal) : itemsList(itemsOf(catalog, name), terminal));
  }
  terminal.out("See the parameters of one with `exampledon list <claims|methods|worlds|networks> <id>`.\n");
  return EXIT.ok;
}

/** Functions drop out of JSON by themselves: what is left is the description. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function claimsList({ claims, resultsFolder }: Catalog, terminal: Terminal): string {
  const rows = claims.map(({ number, id, title }) => {
    const recorded = (["full", "ci"] as const).flatMap((size) => {
      const result = recordedResult(resultsFolder, id, size);
      return result ? [`${result.verdict} (${size})`] : [];
    });
    return [String(number), id, title, recorded[0] ?? "–"];
  });
  return textTable(
    terminal,
    [{ head: "#" }, { head: "Claim" }, { head: "Title", flex: 1 }, { head: "Recorded" }],
    rows,
  );
}

/** Methods of both kinds, worlds or networks. */
function itemsOf(
  { methods, parameterMethods = [], worlds, networks = [] }: Catalog,
  kind: Exclude<Kind, "claims">,
): readonly Item[] {
  return { methods: [...methods, ...parameterMethods], worlds, networks }[kind];
}

function itemsList(items: readonly Item[], terminal: Terminal): string {
  return textTable(
    terminal,
    [{ head: "Id" }, { head: "Title" }, { head: "Summary", flex: 1 }],
    items.map(({ id, title, summary }) => [id, title, summary]),
  );
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly statement?: string;
  readonly params: ParamSpec;
}

interface Item extends Described {
  readonly summary: string;
}

function describe(terminal: Terminal, { id, title, summary, statement, params }: Described): string {
  const rows = Object.entries(params).map(([name, field]) => [name, String(field.default), rangeOf(field), field.doc]);
  return (
    `${terminal.colors.bold(id)}: ${title}\n${statement ?? summary ?? ""}\n` +
    textTable(
      terminal,
      [{ head: "Parameter" }, { head: "Default" }, { head: "Range", flex: 1 }, { head: "What it does", flex: 2 }],
      rows,
    )
  );
}
