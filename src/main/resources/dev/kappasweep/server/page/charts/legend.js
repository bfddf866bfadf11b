// The series of the charts beside it: one that is chosen stands out in all of them.
import { h, useState } from "../dom.js";
import { count } from "../format.js";

/** The others are shown when they are asked for. */
const MOST = 20;

/** @param {{series: {key: string, text: string, color: string, dash: string|null}[], chosen: string|null, onChoose: (key: string|null) => void}} props */
export function Legend({ series, chosen, onChoose }) {
  const [isWhole, setWhole] = useState(false);
  if (series.length < 2) return null;
  const shown = isWhole ? series : series.filter((one, i) => i < MOST || one.key === chosen);
  return h("ul", { class: "legend", "aria-label": "Configurations; a chosen one stands out" }, shown.map((one) => h("li", { key: one.key },
    h("button", { type: "button", "aria-pressed": String(one.key === chosen), onClick: () => onChoose(one.key === chosen ? null : one.key) },
      h(Swatch, { one, width: 22 }), one.text))),
  shown.length < series.length ? h("li", { key: "more" },
    h("button", { type: "button", onClick: () => setWhole(true) }, `and ${count(series.length - shown.length)} more`)) : null);
}

/** A piece of the line that a series is drawn with. */
export function Swatch({ one, width }) {
  return h("svg", { width, height: 10, "aria-hidden": "true" },
    h("line", { x1: 0, x2: width, y1: 5, y2: 5, stroke: one.color, "stroke-dasharray": one.dash, "stroke-width": 3 }));
}
