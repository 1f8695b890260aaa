import type { ClaimDefinition, ClaimResult } from "@exampledon/claims";

const sides = { thread: "thread", reply: "reply", method: "" } as const;
const marks = { holds: "✓ holds", fails: "✗ fails", depends: "◐ depends" } as const;

/** The table of claims and verdicts for the README; `resultOf` gives the largest recorded run of a claim, if any. */
export function verdictTable(
  claims: readonly ClaimDefinition[],
  resultOf: (id: string) => ClaimResult | undefined,
): string {
  const rows = [...claims]
    .sort((a, b) => a.number - b.number)
    .map((claim) => {
      const result = resultOf(claim.id);
      const title = `[${cell(claim.title)}](docs/claims/${claim.id}.mdx)`;
      const verdict = result ? marks[result.verdict] : "not recorded yet";
      return `| ${claim.number} | ${title} | ${sides[claim.source.side]} | ${measured(claim, result)} | ${verdict} |`;
    });
  return ["| | Claim | Said by | Measured | Verdict |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

/** The first check that carries the claim, with its bound and the size of the run. */
function measured(claim: ClaimDefinition, result: ClaimResult | undefined): string {
  const check = result?.checks.find(({ role }) => role === "claim");
  if (!result || !check) return "";
  const { label, unit } = claim.values[check.value] ?? { label: check.value };
  const number = Number(check.measured.toPrecision(3));
  return cell(`${label}: ${number}${unit ? ` ${unit}` : ""} (expected ${check.bound}; ${result.size} size)`);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
