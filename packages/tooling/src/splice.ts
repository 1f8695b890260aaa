/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->`.
 * Throws when the markers are missing, so that a renamed marker cannot make a check pass.
 */
export function splice(text: string, name: string, body: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close);
  if (start < 0 || end < start) throw new Error(`markers ${open} … ${close} are missing`);
  return `${text.slice(0, start + open.length)}\n${body.trim()}\n${text.slice(end)}`;
}
