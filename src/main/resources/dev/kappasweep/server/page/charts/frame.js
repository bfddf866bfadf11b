// What all charts share: a box of its place's width, grid lines, ticks and titles of axes.
import { h, useWidth } from "../dom.js";

export const MARGIN = { top: 10, right: 12, bottom: 40, left: 56 };

/**
 * A figure of the width of its place.
 *
 * @param {{title: string, note?: any, label: string, height: number, draw: (width: number) => any, children?: any}} props
 *   `label` is what the drawing shows, in words, for those who do not see it
 */
export function Chart({ title, note, label, height, draw, children }) {
  const [ref, width] = useWidth();
  return h("figure", { class: "chart" },
    h("figcaption", null, h("strong", null, capital(title)), note ? h("span", { class: "soft" }, note) : null),
    h("div", { ref, class: "drawing" },
      h("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, draw(width))),
    children);
}

/** With a capital Latin letter; a kappa stays one. */
export function capital(text) {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

export function plotArea(width, height, margin = MARGIN) {
  return { left: margin.left, right: width - margin.right, top: margin.top, bottom: height - margin.bottom };
}

export function XAxis({ scale, area, title }) {
  return h("g", { class: "axis" },
    scale.ticks.map(({ value, text }) => h("g", { key: text, transform: `translate(${round(scale.at(value))} 0)` },
      h("line", { y1: area.top, y2: area.bottom, class: "grid" }),
      h("text", { y: area.bottom + 16, "text-anchor": "middle" }, text))),
    h("text", { x: (area.left + area.right) / 2, y: area.bottom + 34, "text-anchor": "middle", class: "axis-title" }, title));
}

export function YAxis({ scale, area, title }) {
  const middle = (area.top + area.bottom) / 2;
  return h("g", { class: "axis" },
    scale.ticks.map(({ value, text }) => h("g", { key: text, transform: `translate(0 ${round(scale.at(value))})` },
      h("line", { x1: area.left, x2: area.right, class: "grid" }),
      h("text", { x: area.left - 7, dy: "0.32em", "text-anchor": "end" }, text))),
    title ? h("text", { transform: `translate(13 ${middle}) rotate(-90)`, "text-anchor": "middle", class: "axis-title" }, title) : null);
}

export function round(value) {
  return Math.round(value * 10) / 10;
}

/** The path through points, broken where a value is missing. */
export function pathOf(xs, ys, x, y) {
  let path = "";
  let pen = "M";
  for (let i = 0; i < xs.length; i++) {
    if (!isPlace(ys[i], y)) {
      pen = "M";
      continue;
    }
    path += `${pen}${round(x.at(xs[i]))} ${round(y.at(ys[i]))}`;
    pen = "L";
  }
  return path;
}

/** The area between two curves, where both are known. */
export function bandOf(xs, lows, highs, x, y) {
  const known = [...xs.keys()].filter((i) => isPlace(highs[i], y) && Number.isFinite(lows[i]));
  if (known.length < 2) return "";
  const clipped = (value) => round(y.at(Math.min(y.high, Math.max(y.low, value))));
  const upper = known.map((i) => `${round(x.at(xs[i]))} ${clipped(highs[i])}`);
  const lower = known.reverse().map((i) => `${round(x.at(xs[i]))} ${clipped(lows[i])}`);
  return `M${upper.join("L")}L${lower.join("L")}Z`;
}

function isPlace(value, scale) {
  return typeof value === "number" && Number.isFinite(scale.at(value));
}
