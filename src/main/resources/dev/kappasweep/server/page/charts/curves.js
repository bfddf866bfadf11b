// Curves by epoch, or by anything else: a mean and its band for each series, with the values under the pointer.
import { h, useMemo, useState } from "../dom.js";
import { extent, fitting, linear, logWithZero, withEnds } from "../scale.js";
import { plural } from "../format.js";
import { Swatch } from "./legend.js";
import { Headings } from "../parts.js";
import { bandOf, Chart, pathOf, plotArea, round, XAxis, YAxis } from "./frame.js";

const MOST_LINES = 12;
/** That bands have beside the curves, as a share of their span. */
const ROOM = 0.25;

/**
 * @typedef {{key: string, text: string, color: string, dash: string|null, x: number[], mean: (number|null)[],
 *   low?: (number|null)[], high?: (number|null)[]}} Series
 */

/**
 * @param {{title: string, note?: any, xTitle: string, yTitle?: string, series: Series[], valueText: (value: number) => string, height?: number,
 *   chosen?: string|null, onChoose?: (key: string|null) => void, hasLogX?: boolean}} props `chosen` is the series that stands out
 */
export function Curves({ title, note, xTitle, yTitle, series, valueText, height = 270, chosen = null, onChoose, hasLogX = false, hasLegend = false }) {
  const [pointed, setPointed] = useState(null);
  const shown = series.filter((one) => one.x.length > 0);
  const label = shown.length === 0 ? `${title}: nothing yet` : `${title}: ${plural(shown.length, "curve")}, up to ${xTitle} ${last(shown)}`;
  const draw = (width) => (shown.length === 0 ? h(Nothing, { width, height })
    : h(Drawing, { width, height, shown, xTitle, yTitle, chosen, onChoose, pointed, setPointed, hasLogX }));
  return h(Chart, { title, note, label, height, draw },
    hasLegend ? h(Key, { shown }) : null,
    h(Values, { shown, pointed, valueText, xTitle, chosen }),
    shown.length === 0 ? null : h(Numbers, { shown, valueText, xTitle }));
}

function Nothing({ width, height }) {
  return h("g", null, h("rect", { class: "nothing", x: 0.5, y: 10, width: width - 1, height: height - 20, rx: 6 }),
    h("text", { x: width / 2, y: height / 2, "text-anchor": "middle" }, "Nothing is known yet"));
}

function Key({ shown }) {
  return shown.length < 2 ? null : h("ul", { class: "key small" }, shown.map((one) => h("li", { key: one.key },
    h(Swatch, { one, width: 18 }), one.text)));
}

function last(shown) {
  return extent(shown.flatMap((one) => one.x))[1];
}

function scales(shown, area, hasLogX, width) {
  const xs = shown.flatMap((one) => one.x);
  const most = width < 420 ? 4 : 8;
  const [low, high] = extent(xs);
  const x = xs.length === 0 ? linear(0, 1, area.left, area.right)
    : hasLogX ? logWithZero(xs, area.left, area.right, most) : linear(low, high, area.left, area.right, most, xs.every(Number.isInteger));
  const ends = shown.flatMap((one) => [...(one.low ?? []), ...(one.high ?? [])]);
  return { x, y: fitting(withEnds(shown.flatMap((one) => one.mean), ends, ROOM), area.bottom, area.top) };
}

function Drawing({ width, height, shown, xTitle, yTitle, chosen, onChoose, pointed, setPointed, hasLogX }) {
  const area = plotArea(width, height);
  const { x, y } = useMemo(() => scales(shown, area, hasLogX, width), [shown.map((one) => one.x.length).join(), shown, width]);
  const paths = useMemo(() => shown.map((one) => ({
    line: pathOf(one.x, one.mean, x, y), band: one.low ? bandOf(one.x, one.low, one.high, x, y) : "",
  })), [shown, x, y]);
  const point = (event) => {
    const box = event.currentTarget.ownerSVGElement.getBoundingClientRect();
    setPointed(nearest(shown, x, event.clientX - box.left));
  };
  const classOf = (one) => (chosen === null ? "" : one.key === chosen ? "chosen" : "other");
  return h("g", null,
    h(XAxis, { scale: x, area, title: xTitle }), h(YAxis, { scale: y, area, title: yTitle }),
    shown.map((one, i) => h("path", { key: `b${one.key}`, d: paths[i].band, fill: one.color, class: `band ${classOf(one)}` })),
    shown.map((one, i) => h("path", {
      key: one.key, d: paths[i].line, stroke: one.color, "stroke-dasharray": one.dash, class: `line ${classOf(one)}`,
    })),
    shown.filter((one) => one.x.length === 1).map((one) => h("circle", {
      key: `p${one.key}`, cx: x.at(one.x[0]), cy: round(y.at(one.mean[0])), r: 3, fill: one.color, class: classOf(one),
    })),
    pointed === null ? null : h(Pointed, { shown, pointed, x, y, area }),
    h("rect", {
      x: area.left, y: area.top, width: Math.max(0, area.right - area.left), height: area.bottom - area.top, class: "catch",
      onPointerMove: point, onPointerLeave: () => setPointed(null),
      onClick: onChoose ? (event) => onChoose(closest(shown, x, y, event)) : undefined,
    }));
}

function Pointed({ shown, pointed, x, y, area }) {
  return h("g", { class: "pointed" },
    h("line", { x1: round(x.at(pointed)), x2: round(x.at(pointed)), y1: area.top, y2: area.bottom }),
    shown.map((one) => {
      const value = one.mean[one.x.indexOf(pointed)];
      return typeof value !== "number" || !Number.isFinite(y.at(value)) ? null
        : h("circle", { key: one.key, cx: round(x.at(pointed)), cy: round(y.at(value)), r: 3, fill: one.color });
    }));
}

function nearest(shown, x, place) {
  let found = null;
  let least = Infinity;
  for (const one of shown) {
    for (const value of one.x) {
      const away = Math.abs(x.at(value) - place);
      if (away < least) [least, found] = [away, value];
    }
  }
  return found;
}

/** The key of the series next to where was clicked, or null far from all. */
function closest(shown, x, y, event) {
  const box = event.currentTarget.ownerSVGElement.getBoundingClientRect();
  const at = nearest(shown, x, event.clientX - box.left);
  let found = null;
  let least = 25;
  for (const one of shown) {
    const value = one.mean[one.x.indexOf(at)];
    if (typeof value !== "number") continue;
    const away = Math.abs(y.at(value) - (event.clientY - box.top));
    if (away < least) [least, found] = [away, one.key];
  }
  return found;
}

function Values({ shown, pointed, valueText, xTitle, chosen }) {
  if (pointed === null) return null;
  const lines = shown.map((one) => ({ one, i: one.x.indexOf(pointed) }))
    .filter(({ one, i }) => typeof one.mean[i] === "number" && (chosen === null || chosen === one.key))
    .sort((a, b) => b.one.mean[b.i] - a.one.mean[a.i]);
  return h("div", { class: "values", "aria-hidden": "true" },
    h("b", null, `${xTitle} ${pointed}`),
    lines.slice(0, MOST_LINES).map(({ one, i }) => h("div", { key: one.key },
      h("span", { class: "swatch", style: { background: one.color } }), one.text, h("span", { class: "value" }, valueText(one.mean[i])))),
    lines.length > MOST_LINES ? h("div", { class: "soft" }, `and ${lines.length - MOST_LINES} more`) : null);
}

/** The last values as a table: for those who cannot see the curves, or want to copy them. */
function Numbers({ shown, valueText, xTitle }) {
  const [isOpen, setOpen] = useState(false);
  return h("details", { onToggle: (event) => setOpen(event.currentTarget.open) },
    h("summary", null, "Last values"),
    isOpen ? h("div", { class: "scroll" }, h("table", null,
      h(Headings, { titles: ["", xTitle, "mean", "95 % interval"] }),
      h("tbody", null, shown.map((one) => h(LastValue, { key: one.key, one, valueText }))))) : null);
}

function LastValue({ one, valueText }) {
  const last = one.x.length - 1;
  const hasBand = one.low && one.low[last] !== one.high[last];
  return h("tr", null, h("th", { scope: "row" }, one.text), h("td", null, one.x[last]), h("td", null, valueText(one.mean[last])),
    h("td", null, hasBand ? `${valueText(one.low[last])} to ${valueText(one.high[last])}` : ""));
}
