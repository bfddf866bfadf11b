// Small pieces that several views are made of.
import { Fragment, h, useEffect, useRef, useState } from "./dom.js";
import { at, useData } from "./api.js";
import { count, duration, fixed, number, percent } from "./format.js";
import { address, ask } from "./route.js";

/** A link within the page. */
export function Link({ path, query, children, ...more }) {
  return h("a", { href: address(path, query), ...more }, children);
}

export function State({ state, title }) {
  return h("span", { class: `state state-${state}`, title }, h("i", { "aria-hidden": "true" }), state.toLowerCase().replace("_", " "));
}

const ENDED = new Set(["COMPLETED", "STOPPED", "FAILED"]);

export function hasEnded(sweep) {
  return ENDED.has(sweep.state);
}

/** A sweep's state: one that is completed with failures is told apart. */
export function SweepState({ sweep, title }) {
  const text = stateText(sweep);
  const isWhole = sweep.state !== "COMPLETED" || failed(sweep) === 0;
  return h("span", { class: `state state-${isWhole ? sweep.state : "FAILED"}`, title }, h("i", { "aria-hidden": "true" }), text);
}

function stateText(sweep) {
  const text = sweep.state.toLowerCase();
  return sweep.state === "COMPLETED" && failed(sweep) > 0 ? `${text}, ${count(failed(sweep))} failed` : text;
}

const DONE = ["COMPLETED", "STOPPED_EARLY", "DIVERGED", "DEAD"];
const FAILED = ["FAILED", "TIMED_OUT"];
const PARTS = [...DONE, ...FAILED, "running"];

function sum(sweep, states) {
  return states.reduce((all, state) => all + (sweep.counts[state] ?? 0), 0);
}

/** Those that a retry trains again. */
export function failed(sweep) {
  return sum(sweep, FAILED);
}

/** A bar of what has become of the trials. */
export function Progress({ sweep, isLarge = false }) {
  const { counts } = sweep;
  const total = Math.max(1, counts.total);
  const said = PARTS.filter((part) => counts[part] > 0).map((part) => `${count(counts[part])} ${part.toLowerCase().replace("_", " ")}`);
  return h("div", {
    class: isLarge ? "progress large" : "progress", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100,
    "aria-valuenow": Math.floor(100 * sweep.progress), "aria-label": `Progress of ${sweep.id}`,
    title: said.join(", ") || "no trial has begun",
  }, PARTS.map((part) => (counts[part] > 0
    ? h("span", { key: part, class: `part state-${part.toUpperCase()}`, style: { width: `${100 * counts[part] / total}%` } }) : null)));
}

/** Those whose outcome stands, of all, and those that have failed: as the command line counts them. */
export function trialsText(sweep) {
  const text = `${count(sum(sweep, DONE))} of ${count(sweep.counts.total)} done`;
  return failed(sweep) > 0 ? `${text}, ${count(failed(sweep))} failed` : text;
}

export function timeLeft(sweep) {
  if (hasEnded(sweep)) return "";
  return sweep.secondsLeft === undefined ? "" : `about ${duration(sweep.secondsLeft)}`;
}

export function Best({ best }) {
  if (!best) return null;
  return h(Fragment, null, h("b", null, bestValue(best)), " ", h("span", { class: "soft" }, `${bestName(best)}, ${best.configuration}`));
}

/** `accuracy % (SNR inf)` is a title of tables: its unit goes to the value. */
export function bestName(best) {
  return best.metric.replace(/ (%|dB)/, "").replace("(SNR inf)", "without noise").replace(/\(SNR (.*)\)/, "at SNR $1");
}

export function bestValue(best) {
  const [unit] = /%|dB/.exec(best.metric) ?? [];
  return unit ? `${fixed(best.value, 2)} ${unit}` : number(best.value);
}

/** What went wrong with reading something, and a way to try again. */
export function Failure({ error, onRetry }) {
  if (!error) return null;
  return h("p", { class: "failure", role: "alert" }, error.message, " ",
    onRetry && error.status !== 404 ? h("button", { type: "button", onClick: onRetry }, "Try again") : null);
}

export function Loading({ of }) {
  return h("p", { class: "empty" }, `Reading ${of} \u2026`);
}

/** As {@link Loading}, of a sweep's results: how far it is where it takes long, as of many trials after the server's start. */
export function Reading({ sweep, of }) {
  const [isLong, setLong] = useState(false);
  const detail = useData(isLong ? at(["sweeps", sweep.id]) : null);
  useEffect(() => {
    const timer = setInterval(() => {
      setLong(true);
      detail.refresh();
    }, 800);
    return () => clearInterval(timer);
  }, []);
  const share = detail.data?.reading;
  return h("p", { class: "empty", role: "status" }, `Reading ${of} \u2026`, share === undefined ? null : ` ${percent(share)} of its results`);
}

/** Facts as pairs, those without a value left out. @param {{facts: [string, any][]}} props */
export function Facts({ facts }) {
  return h("dl", { class: "facts" }, facts.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => h("div", { key: name }, h("dt", null, name), h("dd", null, value))));
}

/**
 * A table head whose columns sort: `-name` in the address is from the largest on.
 *
 * @param {{columns: {name: string, title: string, isNumber?: boolean, sorts?: boolean}[], sort: string, onSort: (sort: string) => void}} props
 */
export function Head({ columns, sort, onSort }) {
  return h("thead", null, h("tr", null, columns.map(({ name, title, isNumber, sorts = true }) => {
    const order = sort === name ? "ascending" : sort === `-${name}` ? "descending" : undefined;
    const next = order === "ascending" ? `-${name}` : order === "descending" ? "" : name;
    return h("th", { key: name, scope: "col", "aria-sort": order, class: isNumber ? "number" : undefined },
      sorts ? h("button", { type: "button", title: `Sort by ${title}`, onClick: () => onSort(next) }, title) : h("span", null, title));
  })));
}

/** A table head whose columns do not sort. */
export function Headings({ titles }) {
  return h("thead", null, h("tr", null, titles.map((title) => h("th", { key: title, scope: "col" }, h("span", null, title)))));
}

/** Pages of a list: a token of the next one is all that the server says. */
export function Pager({ data, token, size }) {
  if (!data) return null;
  const from = token ? Number.parseInt(token, 10) : 0;
  const isOffset = Number.isFinite(from);
  if (!data.next_page_token && !token) return null;
  const shown = isOffset ? `${count(from + 1)} to ${count(Math.min(data.total, from + size))} of ${count(data.total)}` : count(data.total);
  const before = isOffset && from > size ? String(from - size) : null;
  return h("nav", { class: "pager", "aria-label": "Pages" },
    h("button", { type: "button", disabled: !token, onClick: () => ask({ page: before }) }, "Previous"),
    h("span", null, shown),
    h("button", { type: "button", disabled: !data.next_page_token, onClick: () => ask({ page: data.next_page_token }) }, "Next"));
}

/** A text field that tells what is written when the writer pauses. */
export function Search({ label, value, onValue, placeholder, ...more }) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) {
      told.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = text;
      onValue(text);
    }, 350);
    return () => clearTimeout(timer);
  }, [text]);
  return h("label", { class: "field" }, h("span", null, label),
    h("input", { type: "search", value: text, placeholder, spellcheck: false, onInput: (event) => setText(event.currentTarget.value), ...more }));
}

export function Select({ label, value, options, onValue }) {
  return h("label", { class: "field" }, h("span", null, label),
    h("select", { value, onChange: (event) => onValue(event.currentTarget.value) },
      options.map((option) => {
        const [key, text] = Array.isArray(option) ? option : [option, option];
        return h("option", { key, value: key, selected: key === value }, text);
      })));
}

/** Copies, and says so. */
export function Copy({ text, children }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return h("button", { type: "button", onClick: copy }, isCopied ? "Copied" : children);
}
