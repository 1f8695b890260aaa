import type { ValueText } from "../contract.ts";
import type { Scored } from "./table.ts";

/** What the numbers over several rows are. */
export const summaryTexts: Readonly<Record<string, ValueText>> = {
  oracleLeastRSquared: { label: "oracle: smaller R² of the two groups, best single unit" },
  neuronsLeastFound: { label: "neurons: smaller share found of the two groups" },
  spdLeastFound: { label: "SPD: smaller share found of the two groups" },
  spdLeastRSquared: { label: "SPD: smaller R² of the two groups, best single unit" },
  spdLeastReadOff: { label: "SPD: smaller R² of the two groups, best single read vector" },
  blindMostFound: { label: "methods that see activations alone: largest of the smaller share found of the two groups" },
  blindMostRSquared: { label: "methods that see activations alone: largest of the smaller R² of the two groups" },
  blindEachFound: { label: "methods that see activations alone, the best one for each group: smaller share found" },
  blindEachRSquared: { label: "methods that see activations alone, the best one for each group: smaller R²" },
  linearMostFound: { label: "SVD of the weights and PCA: largest share found of either group" },
  awareMostRSquared: { label: "SAEs that see circuits: largest of the smaller R² of the two groups" },
};

/** Numbers over several rows; those of rows that were not made are left out. */
export function summaryOf(rows: readonly Scored[]): Record<string, number> {
  const least = ({ score }: Scored, of: "found" | "rSquared" | "readOff"): number =>
    Math.min(...Object.values(score.groups).map((group) => group[of]));
  const of = (name: string, key: string, column: "found" | "rSquared" | "readOff"): Record<string, number> => {
    const one = rows.find((row) => row.key === key);
    return one ? { [name]: least(one, column) } : {};
  };
  const most = (name: string, chosen: readonly Scored[], value: (row: Scored) => number): Record<string, number> =>
    chosen.length > 0 ? { [name]: Math.max(...chosen.map(value)) } : {};
  const best = (chosen: readonly Scored[], of: "found" | "rSquared"): number =>
    Math.min(
      ...Object.keys(chosen[0]!.score.groups).map((group) =>
        Math.max(...chosen.map(({ score }) => score.groups[group]![of])),
      ),
    );
  const blind = rows.filter(({ sees }) => sees === "activations");
  return {
    ...of("oracleLeastRSquared", "oracle", "rSquared"),
    ...of("neuronsLeastFound", "neurons", "found"),
    ...of("spdLeastFound", "spd", "found"),
    ...of("spdLeastRSquared", "spd", "rSquared"),
    ...of("spdLeastReadOff", "spd", "readOff"),
    ...most("blindMostFound", blind, (row) => least(row, "found")),
    ...most("blindMostRSquared", blind, (row) => least(row, "rSquared")),
    ...(blind.length > 0 && {
      blindEachFound: best(blind, "found"),
      blindEachRSquared: best(blind, "rSquared"),
    }),
    ...most(
      "linearMostFound",
      rows.filter(({ key }) => key === "svd" || key === "pca"),
      ({ score }) => Math.max(...Object.values(score.groups).map(({ found }) => found)),
    ),
    ...most(
      "awareMostRSquared",
      rows.filter(({ sees }) => sees === "activations and circuits"),
      (row) => least(row, "rSquared"),
    ),
  };
}
