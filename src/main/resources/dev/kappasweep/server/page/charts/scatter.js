// One quantity against another, a point for each configuration, with those that no other one beats in both.
import { h, useState } from "../dom.js";
import { extent, fitting, withEnds } from "../scale.js";
import { isBetterWhenLarger, title, valueText } from "../quantity.js";
import { Chart, plotArea, round, XAxis, YAxis } from "./frame.js";

/** @typedef {{key: string, text: string, x: {mean: number, low?: number, high?: number}, y: {mean: number, low?: number, high?: number}, color: string}} Point */

const MOST_INTERVALS = 60;
/** That intervals have beside the points, as a share of their span. */
const ROOM = 1;

function endsOf(points, along) {
  return points.length > MOST_INTERVALS ? [] : points.flatMap((point) => [point[along].low, point[along].high]);
}

/** What a scale has room for. */
function roomFor(points, along) {
  return withEnds(points.map((point) => point[along].mean), endsOf(points, along), ROOM);
}

function isCut(points, along) {
  const [low, high] = extent(roomFor(points, along));
  return endsOf(points, along).some((value) => value < low || value > high);
}

/** Those that none beats in one without being worse in the other, by x. @param {Point[]} points @returns {Point[]} */
function front(points, xName, yName) {
  const [xSign, ySign] = [xName, yName].map((name) => (isBetterWhenLarger(name) ? -1 : 1));
  const sorted = [...points].sort((a, b) => xSign * (a.x.mean - b.x.mean) || ySign * (a.y.mean - b.y.mean));
  const best = [];
  let least = Infinity;
  for (const point of sorted) {
    if (ySign * point.y.mean < least) {
      least = ySign * point.y.mean;
      best.push(point);
    }
  }
  return best;
}

/** @param {{points: Point[], xName: string, yName: string, chosen: string|null, onChoose: (key: string|null) => void}} props */
export function Scatter({ points, xName, yName, chosen, onChoose, height = 330 }) {
  const [pointed, setPointed] = useState(null);
  const best = front(points, xName, yName);
  const heading = `${title(yName)} against ${title(xName)}`;
  const cut = isCut(points, "x") || isCut(points, "y") ? "; intervals that are much wider than the points' span are cut" : "";
  const note = best.length === 0 ? null : `${best.length} on the Pareto front, which is drawn as a line${cut}`;
  const shown = points.find((point) => point.key === (pointed ?? chosen));
  const draw = (width) => h(Points, { width, height, points, best, xName, yName, chosen, onChoose, setPointed });
  return h(Chart, { title: heading, note, label: `${heading}, ${points.length} configurations`, height, draw },
    points.length === 0 ? h("p", { class: "empty" }, "No configuration has both values yet.") : null,
    h("p", { class: "reading" }, shown ? reading(shown, xName, yName) : best.length > 0 ? "Point at a configuration to read its values." : ""));
}

function reading(point, xName, yName) {
  return `${point.text}: ${title(xName)} ${valueText(xName, point.x.mean)}, ${title(yName)} ${valueText(yName, point.y.mean)}`;
}

function Points({ width, height, points, best, xName, yName, chosen, onChoose, setPointed }) {
  const area = plotArea(width, height);
  const x = fitting(roomFor(points, "x"), area.left, area.right, width < 420 ? 4 : 7);
  const y = fitting(roomFor(points, "y"), area.bottom, area.top);
  const isBest = new Set(best.map((point) => point.key));
  const place = (point) => [round(x.at(point.x.mean)), round(y.at(point.y.mean))];
  return h("g", null,
    h(XAxis, { scale: x, area, title: title(xName) }), h(YAxis, { scale: y, area, title: title(yName) }),
    h("path", { class: "front", d: best.length > 1 ? `M${best.map((point) => place(point).join(" ")).join("L")}` : "" }),
    points.length <= MOST_INTERVALS ? points.map((point) => h(Interval, { key: `i${point.key}`, point, x, y })) : null,
    points.map((point) => {
      const [cx, cy] = place(point);
      return h("circle", {
        key: point.key, cx, cy, r: isBest.has(point.key) ? 5.5 : 4, fill: point.color,
        class: `point${isBest.has(point.key) ? " best" : ""}${chosen === point.key ? " chosen" : ""}`,
        onPointerEnter: () => setPointed(point.key), onPointerLeave: () => setPointed(null),
        onClick: () => onChoose(chosen === point.key ? null : point.key),
      });
    }));
}

function Interval({ point, x, y }) {
  const within = (scale, value) => round(scale.at(Math.min(scale.high, Math.max(scale.low, value))));
  const [cx, cy] = [round(x.at(point.x.mean)), round(y.at(point.y.mean))];
  const lines = [];
  if (point.x.low !== undefined) lines.push(`M${within(x, point.x.low)} ${cy}H${within(x, point.x.high)}`);
  if (point.y.low !== undefined) lines.push(`M${cx} ${within(y, point.y.low)}V${within(y, point.y.high)}`);
  return h("path", { class: "interval", d: lines.join(""), stroke: point.color });
}
