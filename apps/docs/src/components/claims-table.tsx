import Link from "@docusaurus/Link";
import { VerdictChip } from "@exampledon/viz";
import type { JSX } from "react";
import type { ClaimSummary } from "../claim-data.ts";
import summaries from "../data/summaries.json";

const sides = { thread: "thread", reply: "replies", method: "–" };

/** Every claim with its recorded verdict. */
export function ClaimsTable(): JSX.Element {
  return (
    <div className="claims-table">
      <table>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Claim</th>
            <th scope="col">Claimed by</th>
            <th scope="col">Verdict</th>
            <th scope="col">Recorded at</th>
          </tr>
        </thead>
        <tbody>
          {(summaries as ClaimSummary[]).map(({ id, number, title, side, verdict, size, seeds, page }) => (
            <tr key={id}>
              <td>{number}</td>
              <td>{page ? <Link to={`/claims/${id}`}>{title}</Link> : title}</td>
              <td>{sides[side]}</td>
              <td>
                <VerdictChip verdict={verdict} />
              </td>
              <td>{size ? `size ${size}, ${seeds} ${seeds === 1 ? "seed" : "seeds"}` : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
