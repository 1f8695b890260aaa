import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { ClaimDefinition } from "@exampledon/claims";
import type { RecordedFull } from "../reproduce/claims-table.ts";
import type { ReproduceReport } from "../reproduce/reproduce-report.ts";
import { pageCss } from "./page-css.ts";

/**
 * The report as one HTML file: tables, figures as inline SVG, style inline, no scripts, nothing loaded from elsewhere.
 * React is loaded here and not with the program, since only this needs it.
 */
export async function renderReport(
  claims: readonly ClaimDefinition[],
  report: ReproduceReport,
  recorded: RecordedFull,
): Promise<string> {
  const [{ createElement }, { renderToStaticMarkup }, { ReportPage }] = await Promise.all([
    import("react"),
    import("react-dom/server"),
    import("./report-page.tsx"),
  ]);
  const figureCss = inlined(createRequire(import.meta.url).resolve("@exampledon/viz/styles.css"));
  const page = createElement(ReportPage, { claims, report, recorded, css: `${pageCss}${figureCss}` });
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}

/** A style sheet with the sheets that it imports in their places: a report is one file. */
function inlined(path: string): string {
  return readFileSync(path, "utf8").replace(/@import "(.+?)";/g, (_, file: string) =>
    inlined(join(dirname(path), file)),
  );
}
