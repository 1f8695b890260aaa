const copied = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "stroke-linejoin",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "opacity",
  "image-rendering",
];

/**
 * The plots and legends under `root` as one SVG file with its colours written out, as the page shows them now; browser
 * only.
 */
export function figureSvg(root: Element): string {
  const plots = [...root.querySelectorAll<SVGSVGElement>("svg.xd-plot")];
  const background = getComputedStyle(root).getPropertyValue("--xd-background").trim() || "white";
  const parts: string[] = [];
  let top = 0;
  let width = 0;
  for (const plot of plots) {
    const box = plot.viewBox.baseVal;
    const names = legendOf(plot);
    parts.push(`<text x="16" y="${top + 18}" ${textStyle(plot)} font-weight="bold">${escaped(titleOf(plot))}</text>`);
    for (const [index, { name, swatch }] of names.entries()) {
      const y = top + 28 + index * 18;
      parts.push(`<g transform="translate(16 ${y})">${inner(swatch)}</g>`);
      parts.push(`<text x="60" y="${y + 11}" ${textStyle(plot)}>${escaped(name)}</text>`);
    }
    top += 30 + names.length * 18;
    parts.push(`<g transform="translate(0 ${top})">${inner(plot)}</g>`);
    top += box.height;
    width = Math.max(width, box.width);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}"><rect width="100%" height="100%" fill="${background}"/>${parts.join("")}</svg>\n`;
}

function legendOf(plot: SVGSVGElement): { name: string; swatch: SVGSVGElement }[] {
  const list = plot.previousElementSibling;
  if (!list?.classList.contains("xd-legend")) return [];
  return [...list.querySelectorAll("li")].flatMap((item) => {
    const swatch = item.querySelector("svg");
    return swatch ? [{ name: item.textContent ?? "", swatch }] : [];
  });
}

function inner(svg: SVGSVGElement): string {
  const clone = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll("*");
  for (const [index, element] of [...clone.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(from[index]!);
    for (const name of copied) {
      const value = style.getPropertyValue(name);
      if (value) element.setAttribute(name, value);
    }
    element.removeAttribute("class");
  }
  for (const title of clone.querySelectorAll("title")) title.remove();
  return [...clone.childNodes].map((node) => new XMLSerializer().serializeToString(node)).join("");
}

function titleOf(plot: SVGSVGElement): string {
  return plot.querySelector("title")?.textContent ?? "";
}

function textStyle(plot: SVGSVGElement): string {
  const style = getComputedStyle(plot);
  return `fill="${style.color}" font-family="sans-serif" font-size="13"`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
