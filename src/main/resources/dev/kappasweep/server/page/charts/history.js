// What a search has found for what it has spent: a point for each candidate on a rung, and the best so far.
import { h, useState } from "../dom.js";
import { ordered } from "../palette.js";
import { fitting, linear } from "../scale.js";
import { title, valueText } from "../quantity.js";
import { Chart, plotArea, round, XAxis, YAxis } from "./frame.js";

/** @typedef {{key: string, text: string, x: number, y: number, rung: number}} Point in the order in which they were told */

/**
 * @param {{points: Point[], records: {trainings: number, value: number}[], epochs: number[], quantity: string, chosen: string|null,
 *   onChoose: (key: string|null) => void}} props `epochs` that each rung ends with
 */
export function History({ points, records, epochs, quantity, chosen, onChoose, height = 330 }) {
  const [pointed, setPointed] = useState(null);
  const shown = points.find((point) => point.key === (pointed ?? chosen));
  const draw = (width) => h(Drawing, { width, height, points, records, epochs, quantity, chosen, onChoose, setPointed });
  return h(Chart, {
    title: `${title(quantity)} of what was tried`, height, draw,
    note: records.length > 0 ? "the line is the best so far on the last rung" : null,
    label: `${title(quantity)} of ${points.length} candidates on their rungs, by what was spent`,
  },
  epochs.length > 1 ? h("ul", { class: "key small" }, epochs.map((epoch, rung) => h("li", { key: epoch },
    h("svg", { width: 12, height: 12, "aria-hidden": "true" }, h("circle", { cx: 6, cy: 6, r: 5, fill: color(rung, epochs) })), `epoch ${epoch}`))) : null,
  h("p", { class: "reading" }, shown ? `${shown.text}, epoch ${epochs[shown.rung]}: ${valueText(quantity, shown.y)}` : "Point at a candidate to read its values."));
}

function color(rung, epochs) {
  return ordered(epochs.length - 1 - rung, epochs.length);
}

function Drawing({ width, height, points, records, epochs, quantity, chosen, onChoose, setPointed }) {
  const area = plotArea(width, height);
  const most = Math.max(1, ...points.map((point) => point.x));
  const x = linear(0, most * 1.02, area.left, area.right, width < 420 ? 4 : 7);
  const y = fitting(points.map((point) => point.y), area.bottom, area.top);
  return h("g", null,
    h(XAxis, { scale: x, area, title: `spent: trainings of ${epochs.at(-1)} epochs with one seed` }), h(YAxis, { scale: y, area, title: title(quantity) }),
    points.map((point) => h("circle", {
      key: point.key, cx: round(x.at(point.x)), cy: round(y.at(point.y)), r: point.rung === epochs.length - 1 ? 5 : 3.5, fill: color(point.rung, epochs),
      class: `point${chosen === point.key ? " chosen" : ""}`, onPointerEnter: () => setPointed(point.key), onPointerLeave: () => setPointed(null),
      onClick: () => onChoose(chosen === point.key ? null : point.key),
    })),
    h("path", { class: "front", d: steps(records, x, y, area.right) }));
}

function steps(records, x, y, right) {
  return records.map((one, i) => {
    const until = i + 1 < records.length ? round(x.at(records[i + 1].trainings)) : right;
    const [from, at] = [round(x.at(one.trainings)), round(y.at(one.value))];
    return `${i === 0 ? `M${from} ${at}` : `V${at}`}H${until}`;
  }).join("");
}
