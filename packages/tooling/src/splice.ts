/** How comments begin and end: in Markdown, or in MDX. */
export const markers = { markdown: ["<!--", "-->"], mdx: ["{/*", "*/}"] } as const;

/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->`, or the same comments in MDX.
 * Throws when the markers are missing, so that a renamed marker cannot make a check pass.
 */
export function splice(text: string, name: string, body: string, kind: keyof typeof markers = "markdown"): string {
  const [left, right] = markers[kind];
  const [open, close] = [`${left} ${name} ${right}`, `${left} /${name} ${right}`];
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start < 0 || end < start) throw new Error(`markers ${open} … ${close} are missing`);
  // MDX takes a table beside a comment for a part of its paragraph.
  const gap = kind === "mdx" ? "\n\n" : "\n";
  return `${text.slice(0, start + open.length)}${gap}${body.trim()}${gap}${text.slice(end)}`;
}
