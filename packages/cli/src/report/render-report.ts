import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
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
  const figureCss = readFileSync(createRequire(import.meta.url).resolve("@exampledon/viz/styles.css"), "utf8");
  const page = createElement(ReportPage, { claims, report, recorded, css: `${pageCss}${figureCss}` });
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}
