// The series of the charts beside it: one that is chosen stands out in all of them.
import { h } from "../dom.js";

/** @param {{series: {key: string, text: string, color: string, dash: string|null}[], chosen: string|null, onChoose: (key: string|null) => void}} props */
export function Legend({ series, chosen, onChoose }) {
  if (series.length < 2) return null;
  return h("ul", { class: "legend", "aria-label": "Configurations; a chosen one stands out" }, series.map((one) => h("li", { key: one.key },
    h("button", { type: "button", "aria-pressed": String(one.key === chosen), onClick: () => onChoose(one.key === chosen ? null : one.key) },
      h(Swatch, { one, width: 22 }), one.text))));
}

/** A piece of the line that a series is drawn with. */
export function Swatch({ one, width }) {
  return h("svg", { width, height: 10, "aria-hidden": "true" },
    h("line", { x1: 0, x2: width, y1: 5, y2: 5, stroke: one.color, "stroke-dasharray": one.dash, "stroke-width": 3 }));
}
