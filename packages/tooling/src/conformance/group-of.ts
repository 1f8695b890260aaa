/** Rows of the table, in its order: a title and the names of the checks that belong there. */
const groups: readonly (readonly [string, RegExp])[] = [
  ["matrix product", /^matmul/],
  ["functions of one tensor", /^unary-/],
  ["functions of two, broadcast", /^binary-/],
  ["where", /^where/],
  ["sum, max", /^reduce-/],
  ["top-k", /^top-k/],
  ["gather", /^gather/],
  ["scatter", /^scatter/],
  ["layout", /^(transpose|reshape|broadcast-to|concat|slice|unslice)$/],
  ["storage", /^(upload|fill|assign|inputs-|results-|is-what)/],
  ["scopes, leaks", /^(scope-|keep-|live-)/],
  ["same bits twice", /^same-bits/],
  ["refusals", /^refuses-/],
  ["gradients", /^gradient-/],
  ["fused, Adam", /^(fused-|update-)/],
  ["training", /^training-/],
];

/** Titles of the rows, in order. */
export const groupTitles: readonly string[] = groups.map(([title]) => title);

/** The row that a check counts in. Throws for a check that has none, so that none is lost. */
export function groupOf(check: string): string {
  const found = groups.find(([, names]) => names.test(check));
  if (!found) throw new Error(`no row for the check ${check}; add it to the groups`);
  return found[0];
}
