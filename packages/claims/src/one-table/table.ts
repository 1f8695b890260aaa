import type { ValueText } from "../contract.ts";
import { COMPONENT_ROWS, type ComponentRowParams, componentRows } from "./component-rows.ts";
import { fixedRows } from "./fixed-rows.ts";
import { LATENT_ROWS, type LatentRowParams, latentRows } from "./latent-rows.ts";
import type { Row, Sees } from "./row.ts";
import type { GroupScore, RowScore } from "./score.ts";

/** The groups of circuits at each level. */
const GROUPS = { "": ["animals", "attributes"], superposed: ["animals"] } as const;

/** The columns of a group, by the last part of their values' names. */
export const COLUMNS: Readonly<Record<string, { readonly of: keyof GroupScore; readonly label: string }>> = {
  Found: { of: "found", label: "share of the directions found" },
  RSquared: { of: "rSquared", label: "R² of the best single unit to what a circuit reads" },
  ReadOff: { of: "readOff", label: "R² of the best single read vector to what a circuit reads" },
  Together: { of: "together", label: "R² of all units together to what a circuit reads" },
  Edges: { of: "edges", label: "edges per circuit" },
};

/** Every method of the table, in its order. */
export function rowsOf(p: LatentRowParams & ComponentRowParams, circuits: number): Row[] {
  return [...fixedRows, ...latentRows(p, circuits), ...componentRows(p)];
}

/** A row of the table that has been measured. */
export interface Scored {
  readonly key: string;
  readonly title: string;
  readonly sees: Sees;
  readonly score: RowScore;
}

/** The numbers of a row by name. @param level prefix of the level's values */
export function rowValues(level: string, { key, score }: Scored): Record<string, number> {
  const name = nameOf(level, key);
  return {
    ...Object.fromEntries(
      Object.entries(score.groups).flatMap(([group, scores]) =>
        Object.entries(COLUMNS).map(([column, { of }]) => [`${name}${capital(group)}${column}`, scores[of]]),
      ),
    ),
    [`${name}Bits`]: score.bits,
    [`${name}Active`]: score.active,
  };
}

/** What these numbers are. */
export const rowTexts: Readonly<Record<string, ValueText>> = Object.fromEntries(
  Object.entries(GROUPS).flatMap(([level, groups]) =>
    [...fixedRows.map(({ key, title }) => [key, title] as const), ...LATENT_ROWS, ...COMPONENT_ROWS].flatMap(
      ([key, title]): [string, ValueText][] => {
        const name = nameOf(level, key);
        const about = level ? `fewer neurons than circuits: ${title}` : title;
        return [
          ...groups.flatMap((group) =>
            Object.entries(COLUMNS).map(([column, { label }]): [string, ValueText] => [
              `${name}${capital(group)}${column}`,
              { label: `${about}: ${group}, ${label}`, ...(column === "Edges" && { unit: "edges" }) },
            ]),
          ),
          [`${name}Bits`, { label: `${about}: bits per sample`, unit: "bits" }],
          [`${name}Active`, { label: `${about}: units on per sample`, unit: "units" }],
        ];
      },
    ),
  ),
);

function nameOf(level: string, key: string): string {
  return level ? `${level}${capital(key)}` : key;
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
