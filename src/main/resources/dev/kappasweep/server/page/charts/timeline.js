// When each trial ran on which host: one lane for each that a host ran at the same time, as in the report.
import { h, useMemo } from "../dom.js";
import { linear } from "../scale.js";
import { duration } from "../format.js";
import { Chart, round, XAxis } from "./frame.js";

/** @typedef {{id: string, text: string, state: string, host: string, from: number, to: number}} Bar times in seconds */

const MOST_LANES = 64;
const ROUNDING = 1e-3;

/** Each bar goes to the first lane of its host that is free. @param {Bar[]} bars */
function lanesOf(bars) {
  const hosts = new Map();
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    if (!hosts.has(bar.host)) hosts.set(bar.host, []);
    const lanes = hosts.get(bar.host);
    const free = lanes.find((lane) => lane.at(-1).to <= bar.from + ROUNDING);
    if (free) free.push(bar);
    else lanes.push([bar]);
  }
  return [...hosts].sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([host, lanes]) => lanes.map((lane, i) => ({ name: `${host} ${i + 1}`, bars: lane })));
}

/** @param {{bars: Bar[], note: string, onOpen: (id: string) => void}} props */
export function Timeline({ bars, note, onOpen }) {
  const all = useMemo(() => lanesOf(bars), [bars]);
  const lanes = all.slice(0, MOST_LANES);
  const height = 56 + 24 * lanes.length;
  const more = all.length > lanes.length ? `, the first ${lanes.length} of ${all.length} lanes` : "";
  return h(Chart, {
    title: "When the trials ran", note: note + more, height, label: `${bars.length} trials on ${all.length} lanes`,
    draw: (width) => h(Lanes, { width, height, lanes, onOpen }),
  });
}

function Lanes({ width, height, lanes, onOpen }) {
  const left = Math.min(190, width * 0.32);
  const area = { left, right: width - 12, top: 4, bottom: height - 42 };
  const ends = lanes.flatMap((lane) => lane.bars);
  const start = Math.min(...ends.map((bar) => bar.from));
  const span = Math.max(...ends.map((bar) => bar.to)) - start;
  const [unit, name] = span > 3 * 3600 ? [3600, "h"] : span > 300 ? [60, "min"] : [1, "s"];
  const x = linear(0, span / unit, area.left, area.right, width < 500 ? 4 : 8);
  const letters = Math.floor(left / 7);
  return h("g", null,
    h(XAxis, { scale: x, area, title: `time since the first of them started (${name})` }),
    lanes.map((lane, i) => h("g", { key: lane.name, transform: `translate(0 ${area.top + 24 * i})` },
      h("text", { x: left - 8, y: 15, "text-anchor": "end" }, shortened(lane.name, letters)),
      lane.bars.map((bar) => {
        const from = x.at((bar.from - start) / unit);
        return h("rect", {
          key: bar.id, x: round(from), y: 3, height: 17, width: Math.max(1, round(x.at((bar.to - start) / unit) - from - 0.6)),
          class: `bar state-${bar.state}`, onClick: () => onOpen(bar.id),
        }, h("title", null, `${bar.text}: ${bar.state}, ${duration(bar.to - bar.from)}`));
      }))));
}

function shortened(text, most) {
  return text.length <= most ? text : `\u2026${text.slice(text.length - most + 1)}`;
}
