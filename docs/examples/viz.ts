import { FigureView } from "@exampledon/viz";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

const html = renderToStaticMarkup(
  createElement(FigureView, {
    figure: {
      kind: "lines",
      title: "Loss",
      summary: "The loss halves at every step.",
      x: { label: "step" },
      y: { label: "loss" },
      series: [{ name: "l1", x: [0, 1, 2], y: [4, 2, 1] }],
    },
  }),
);
console.log(html.startsWith("<figure") && html.includes("The loss halves") ? "a figure with its summary" : html);
