// A line for each configuration through its parameters and what it came to.
import { h, useMemo, useState } from "../dom.js";
import { categories, fitting } from "../scale.js";
import { numberOf } from "../format.js";
import { Chart, round } from "./frame.js";

/** @typedef {{key: string, text: string, color: string, dash?: string|null, texts: (string|number|undefined)[]}} Line */

const MARGIN = { top: 46, bottom: 14, side: 44 };
const LEAST_GAP = 92;

/**
 * @param {{axes: string[], lines: Line[], ranges: Object<string, [number, number]>, onRange: (axis: string, range: [number, number]|null) => void,
 *   chosen: string|null, onChoose: (key: string|null) => void}} props `texts` are in the order of the axes; a range is in shares of an axis
 */
export function Parallel({ axes, lines, ranges, onRange, chosen, onChoose, height = 320 }) {
  const [pointed, setPointed] = useState(null);
  const draw = (width) => h(Lines, { width, height, axes, lines, ranges, onRange, chosen, onChoose, setPointed });
  const shown = lines.find((line) => line.key === (pointed ?? chosen));
  return h("div", { class: "scroll parallel", style: { "--least": `${axes.length * LEAST_GAP}px` } },
    h(Chart, {
      title: "Parallel coordinates", note: "drag along an axis to keep what is in a range, click an axis to let it go", height, draw,
      label: `Parallel coordinates: ${lines.length} configurations on the axes ${axes.join(", ")}`,
    }, h("p", { class: "reading" }, shown ? shown.text : "Point at a line to see whose it is.")));
}

/** Numbers where all values are, else words. */
function axisScale(lines, i, from, to) {
  const values = lines.map((line) => line.texts[i]).filter((value) => value !== undefined && value !== "");
  const numbers = values.map((value) => (typeof value === "number" ? value : numberOf(value)));
  const few = [...new Set(values.map(String))];
  const isNumbers = numbers.length > 0 && numbers.every(Number.isFinite);
  if (values.some((value) => typeof value === "number") || (isNumbers && few.length > 12)) {
    const scale = fitting(numbers, from, to, 6, 0.02);
    return { ticks: scale.ticks, at: (value) => scale.at(typeof value === "number" ? value : numberOf(value)) };
  }
  const sorted = isNumbers ? few.sort((a, b) => Number(a) - Number(b)) : few;
  const scale = categories(sorted, from, to);
  return { ticks: scale.ticks, at: (value) => scale.at(String(value)) };
}

function Lines({ width, height, axes, lines, ranges, onRange, chosen, onChoose, setPointed }) {
  const [top, bottom] = [MARGIN.top, height - MARGIN.bottom];
  const gap = (width - 2 * MARGIN.side) / Math.max(1, axes.length - 1);
  const place = (i) => round(MARGIN.side + i * gap);
  const scales = useMemo(() => axes.map((_, i) => axisScale(lines, i, bottom, top)), [axes.join(), lines, height]);
  const isKept = (line) => axes.every((axis, i) => isWithin(ranges[axis], scales[i], line.texts[i], top, bottom));
  const drawn = useMemo(() => lines.map((line) => ({ line, d: path(line, scales, place), kept: isKept(line) })),
    [lines, scales, width, JSON.stringify(ranges)]);
  const sorted = [...drawn.filter((one) => !one.kept), ...drawn.filter((one) => one.kept)];
  return h("g", null,
    sorted.map(({ line, d, kept }) => h("path", {
      key: line.key, d, stroke: line.color, "stroke-dasharray": line.dash, class: `coordinate${kept ? "" : " out"}${chosen === line.key ? " chosen" : ""}`,
      onPointerEnter: () => setPointed(line.key), onPointerLeave: () => setPointed(null), onClick: () => onChoose(chosen === line.key ? null : line.key),
    })),
    axes.map((axis, i) => h(Axis, {
      key: axis, axis, x: place(i), top, bottom, scale: scales[i], range: ranges[axis], isUp: i % 2 === 1,
      onRange: (range) => onRange(axis, range),
    })));
}

function path(line, scales, place) {
  const points = line.texts.map((text, i) => (text === undefined || text === "" ? null : [place(i), round(scales[i].at(text))]))
    .filter((point) => point !== null && Number.isFinite(point[1]));
  return points.length < 2 ? "" : `M${points.map((point) => point.join(" ")).join("L")}`;
}

function isWithin(range, scale, text, top, bottom) {
  if (!range) return true;
  if (text === undefined) return false;
  const share = (bottom - scale.at(text)) / (bottom - top);
  return share >= range[0] - 0.01 && share <= range[1] + 0.01;
}

function Axis({ axis, x, top, bottom, scale, range, isUp, onRange }) {
  const share = (event) => {
    const box = event.currentTarget.ownerSVGElement.getBoundingClientRect();
    return Math.min(1, Math.max(0, (bottom - (event.clientY - box.top)) / (bottom - top)));
  };
  const [from, setFrom] = useState(null);
  const [to, setTo] = useState(null);
  const down = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setFrom(share(event));
    setTo(share(event));
  };
  const up = () => {
    if (from === null) return;
    onRange(Math.abs(from - to) < 0.02 ? null : [Math.min(from, to), Math.max(from, to)]);
    setFrom(null);
  };
  const [low, high] = from === null ? range ?? [0, 0] : [Math.min(from, to), Math.max(from, to)];
  const y = (value) => bottom - value * (bottom - top);
  return h("g", { transform: `translate(${x} 0)`, class: "axis" },
    h("line", { y1: top, y2: bottom, class: "rule" }),
    h("text", { y: isUp ? 14 : 32, "text-anchor": "middle", class: "axis-title" }, axis),
    high > low ? h("rect", { x: -7, width: 14, y: y(high), height: y(low) - y(high), class: "range" }) : null,
    scale.ticks.map(({ value, text }) => h("text", { key: text, x: 6, y: scale.at(value), dy: "0.32em", class: "halo" }, text)),
    h("rect", {
      x: -14, width: 28, y: top - 6, height: bottom - top + 12, class: "catch brush", onPointerDown: down, onPointerUp: up,
      onPointerMove: (event) => from !== null && setTo(share(event)),
    }));
}
