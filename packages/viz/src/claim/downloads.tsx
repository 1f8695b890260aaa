import type { ClaimReport, Figure } from "@exampledon/claims";
import type { JSX, RefObject } from "react";
import { figureCsv, numbersCsv } from "../text/csv.ts";
import { figureSvg } from "./figure-svg.ts";
import { saveText } from "./save-text.ts";
import type { ClaimText } from "./settings.ts";

interface DownloadsProps {
  readonly claim: ClaimText;
  /** The result on show, recorded or live. */
  readonly report: ClaimReport | undefined;
  readonly figure: Figure | undefined;
  readonly figureRef: RefObject<HTMLElement | null>;
}

/** Buttons that save what the page shows. */
export function Downloads({ claim, report, figure, figureRef }: DownloadsProps): JSX.Element {
  const save = (suffix: string, type: string, text: string) => saveText(`${claim.id}${suffix}`, type, text);
  return (
    <fieldset className="xd-downloads">
      <legend>Download</legend>
      <button
        type="button"
        className="xd-button"
        disabled={!report}
        onClick={() => report && save(".csv", "text/csv", numbersCsv(report, claim.values))}
      >
        Numbers (CSV)
      </button>
      <button
        type="button"
        className="xd-button"
        disabled={!report}
        onClick={() => report && save(".json", "application/json", `${JSON.stringify(report, null, 2)}\n`)}
      >
        Result (JSON)
      </button>
      <button
        type="button"
        className="xd-button"
        disabled={!figure}
        onClick={() => figure && save("-figure.csv", "text/csv", figureCsv(figure))}
      >
        Figure (CSV)
      </button>
      <button
        type="button"
        className="xd-button"
        disabled={!figure}
        onClick={() => figureRef.current && save("-figure.svg", "image/svg+xml", figureSvg(figureRef.current))}
      >
        Figure (SVG)
      </button>
    </fieldset>
  );
}
