/** Style of the page around the figures, light and dark. */
export const pageCss: string = `
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --rule: #d5d5dc; --holds: #00654a; --depends: #7a5600; --fails: #a83200; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8ec; --paper: #17171a; --rule: #44444c; --holds: #4fd1a5; --depends: #f0c04f; --fails: #ff9466; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
section { border-top: 1px solid var(--rule); margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--rule); }
tbody th { font-weight: 400; }
a { color: inherit; }
.verdict { font-size: 0.85em; }
.verdict.holds { color: var(--holds); }
.verdict.depends { color: var(--depends); }
.verdict.fails { color: var(--fails); }
.source { font-size: 0.9rem; }
dt { font-weight: 600; }
dd { margin: 0 0 0.5rem; overflow-wrap: anywhere; }
summary { cursor: pointer; }
@media print { details { display: block; } }
`;
