import { createRequire } from "node:module";
import type { Options as DocsOptions } from "@docusaurus/plugin-content-docs";
import type { Options as ThemeOptions } from "@docusaurus/theme-classic";
import type { Config, Plugin } from "@docusaurus/types";
import { themes } from "prism-react-renderer";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";

const require = createRequire(__filename);

/** Packages come from their source; `?raw` gives a file as text, so that the code shown is the code that runs. */
function sources(): Plugin {
  return {
    name: "sources",
    configureWebpack(config) {
      // Otherwise the compiler would strip the types from a file that is to be shown.
      for (const rule of config.module?.rules ?? []) {
        if (typeof rule === "object" && rule?.test instanceof RegExp && rule.test.test("file.ts")) {
          rule.resourceQuery = { not: [/raw/] };
        }
      }
      return {
        resolve: { conditionNames: ["@exampledon/source", "..."] },
        module: { rules: [{ resourceQuery: /raw/, type: "asset/source" }] },
      };
    },
  };
}

interface Element {
  readonly properties?: Record<string, unknown>;
  readonly children?: readonly Element[];
}

/** Equations scroll where they are too wide, so the keyboard must reach them. */
function reachableEquations() {
  return function visit({ properties, children = [] }: Element): void {
    if (String(properties?.className).includes("katex-display")) Object.assign(properties!, { tabIndex: 0 });
    children.forEach(visit);
  };
}

const config: Config = {
  title: "exampledon",
  tagline: "When does a decomposition method find the features a network thinks in?",
  url: process.env.SITE_URL ?? "http://localhost:3000",
  baseUrl: process.env.SITE_BASE ?? "/",
  favicon: "favicon.svg",
  trailingSlash: false,
  onBrokenLinks: "throw",
  onBrokenAnchors: "throw",
  onDuplicateRoutes: "throw",
  markdown: { hooks: { onBrokenMarkdownLinks: "throw", onBrokenMarkdownImages: "throw" } },
  future: { v4: true, faster: true },
  i18n: { defaultLocale: "en", locales: ["en"] },
  plugins: [
    [
      "@docusaurus/plugin-content-docs",
      {
        path: "../../docs",
        routeBasePath: "/",
        sidebarPath: "./sidebars.ts",
        remarkPlugins: [remarkMath],
        rehypePlugins: [rehypeKatex, reachableEquations],
      } satisfies DocsOptions,
    ],
    "@docusaurus/plugin-content-pages",
    sources,
  ],
  themes: [
    [
      "@docusaurus/theme-classic",
      { customCss: [require.resolve("katex/dist/katex.min.css"), "./src/css/custom.css"] } satisfies ThemeOptions,
    ],
    [
      "@easyops-cn/docusaurus-search-local",
      { hashed: true, docsDir: "../../docs", docsRouteBasePath: "/", indexBlog: false, searchBarShortcutHint: false },
    ],
  ],
  themeConfig: {
    colorMode: { respectPrefersColorScheme: true },
    navbar: {
      title: "exampledon",
      items: [
        { type: "doc", docId: "claims/sae-finds-one-ontology", label: "Claims", position: "left" },
        { type: "doc", docId: "concepts/three-coefficients", label: "Concepts", position: "left" },
        { type: "doc", docId: "methods/index", label: "Methods", position: "left" },
        { type: "doc", docId: "guides/write-a-method", label: "Guides", position: "left" },
      ],
    },
    prism: { theme: themes.vsLight, darkTheme: themes.vsDark },
  },
};

export default config;
