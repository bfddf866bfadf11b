// The trials as a table: filtered, sorted and paged by the server.
import { h, useEffect } from "../dom.js";
import { at, useData } from "../api.js";
import { duration, numberOf, plural } from "../format.js";
import { Failure, Head, Link, Pager, Reading, Search, State } from "../parts.js";
import { parts, valueText } from "../quantity.js";
import { ask } from "../route.js";

const SIZE = 50;
const STATES = ["PENDING", "RUNNING", "PAUSED", "COMPLETED", "DIVERGED", "DEAD", "FAILED", "TIMED_OUT", "STOPPED_EARLY"];
const MORE = ["seconds", "attempt", "host", "reason"];

export function TrialsPart({ sweep, query, ticks }) {
  const token = query.get("page") ?? "";
  const asked = { state: query.get("state"), filter: query.get("filter"), sort: query.get("sort"), page_size: SIZE, page_token: token };
  const answer = useData(at(["sweeps", sweep.id, "trials"], asked));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const data = answer.data;
  return h("section", { class: "part" },
    h(Filters, { query, columns: data?.columns ?? [] }),
    h(Failure, { error: answer.error, onRetry: answer.refresh }),
    data === null ? answer.error ? null : h(Reading, { sweep, of: "the trials" }) : h(Table, { sweep, data, query }),
    h(Pager, { data, token, size: SIZE }));
}

function Filters({ query, columns }) {
  const states = query.get("state")?.split(",") ?? [];
  const toggle = (state) => ask({ page: null, state: (states.includes(state) ? states.filter((one) => one !== state) : [...states, state]).join(",") });
  return h("div", { class: "filters" },
    h("div", { class: "choices", role: "group", "aria-label": "States" }, STATES.map((state) => h("button", {
      key: state, type: "button", "aria-pressed": String(states.includes(state)), onClick: () => toggle(state),
    }, state.toLowerCase().replace("_", " ")))),
    h(Search, {
      label: "Filter", value: query.get("filter") ?? "", placeholder: "lambda=0.1,seconds>2,reason~memory", "aria-describedby": "filter-help",
      onValue: (filter) => ask({ filter, page: null }, false),
    }),
    h("span", { class: "unseen", id: "filter-help" }, "Conditions with = != < <= > >= and ~ for part of a text, separated by commas"),
    h(Columns, { query, columns }));
}

function shownColumns(query, columns) {
  if (query.has("cols")) return query.get("cols").split("|").filter((name) => columns.includes(name) || MORE.includes(name));
  const evaluated = columns.filter((name) => parts(name).of !== "" && parts(name).metric !== "kappa");
  return [...new Set([columns[0], evaluated[0], evaluated.at(-1)])].filter(Boolean).concat("seconds");
}

function Columns({ query, columns }) {
  const shown = shownColumns(query, columns);
  const all = [...columns, ...MORE];
  const toggle = (name) => ask({ cols: all.filter((one) => (one === name) !== shown.includes(one)).join("|") || "none" }, false);
  return h("details", { class: "columns" }, h("summary", null, "Columns"), all.map((name) => h("label", { key: name },
    h("input", { type: "checkbox", checked: shown.includes(name), onChange: () => toggle(name) }), name)));
}

function Table({ sweep, data, query }) {
  if (data.trials.length === 0) return h("p", { class: "empty" }, query.has("state") || query.has("filter") ? "No trial is so." : "It has not begun yet.");
  const parameters = Object.keys(data.trials[0].parameters ?? {});
  const quantities = shownColumns(query, data.columns);
  const columns = [
    { name: "id", title: "Trial", sorts: false }, { name: "status", title: "State" }, ...parameters.map((name) => ({ name, title: name, isNumber: isNumbers(data, name) })),
    ...quantities.map((name) => ({ name, title: name, isNumber: !["host", "reason"].includes(name) })),
  ];
  return h("div", null, h("div", { class: "scroll" }, h("table", null,
    h("caption", null, plural(data.total, "trial")),
    h(Head, { columns, sort: query.get("sort") ?? "", onSort: (sort) => ask({ sort, page: null }, false) }),
    h("tbody", null, data.trials.map((trial) => h(Line, { key: trial.id, sweep, trial, parameters, quantities, data }))))));
}

function isNumbers(data, name) {
  return data.trials.every((trial) => !Number.isNaN(numberOf(trial.parameters[name])));
}

function Line({ sweep, trial, parameters, quantities, data }) {
  const now = trial.state === "RUNNING" ? ` ${trial.epoch ?? 0}/${trial.epochs}` : "";
  return h("tr", null,
    h("th", { scope: "row" }, h(Link, { path: ["sweeps", sweep.id, "trials", trial.id], "aria-label": `Trial ${trial.text}` }, trial.id.slice(0, 8))),
    h("td", null, h(State, { state: trial.state, title: trial.reason }), h("span", { class: "soft" }, now)),
    parameters.map((name) => h("td", { key: name, class: isNumbers(data, name) ? "number" : undefined }, trial.parameters[name])),
    quantities.map((name) => h("td", { key: name, class: name === "reason" ? "long" : name === "host" ? undefined : "number" }, cell(trial, name))));
}

function cell(trial, name) {
  if (name === "seconds") return duration(trial.seconds);
  return MORE.includes(name) ? trial[name] ?? "" : valueText(name, trial.values?.[name]);
}
