// What the configurations came to: lambda x SNR, the trade-off, all parameters at once, and tables to take away.
import { h, useEffect, useMemo } from "../dom.js";
import { at, useData } from "../api.js";
import { capital } from "../charts/frame.js";
import { HeatMap } from "../charts/heatmap.js";
import { Legend } from "../charts/legend.js";
import { Parallel } from "../charts/parallel.js";
import { Scatter } from "../charts/scatter.js";
import { AxisFilters, axesOf, filterText, held, useColours } from "../configurations.js";
import { count, numberOf, plural } from "../format.js";
import { Failure, Pager, Reading, Search, Select } from "../parts.js";
import { isBetterWhenLarger, parts, title } from "../quantity.js";
import { ask } from "../route.js";

/** More lines and points would be told apart by nobody, and take a browser seconds. */
const MOST = 300;
const MOST_ROWS = 60;

export function ResultsPart({ sweep, query, ticks }) {
  const filter = [filterText(query), query.get("filter")].filter(Boolean).join(",");
  const token = query.get("page") ?? "";
  const answer = useData(at(["sweeps", sweep.id, "configurations"], { page_size: MOST, filter, sort: query.get("sort"), page_token: token }));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const data = answer.data;
  const all = useMemo(() => matching(data?.configurations ?? [], held(query)), [data, filter]);
  const colours = useColours(sweep, all);
  if (data === null && !answer.error) return h(Reading, { sweep, of: "the results" });
  const choices = h("div", { class: "filters" },
    h(AxisFilters, { sweep, query }),
    h(Search, {
      label: "Filter", value: query.get("filter") ?? "", placeholder: "kappa(W1)<2,accuracy(inf)>97",
      onValue: (text) => ask({ filter: text, page: null }, false),
    }),
    data ? h(Order, { query, quantities: data.quantities }) : null);
  if (data === null) return h("section", { class: "part" }, choices, h(Failure, { error: answer.error, onRetry: answer.refresh }));
  const hasAny = all.some((one) => one.ended > 0);
  const shared = { sweep, query, all, quantities: data.quantities, colours };
  return h("section", { class: "part" },
    choices,
    h(Failure, { error: answer.error, onRetry: answer.refresh }),
    data.total > MOST ? h("p", { class: "soft" }, `${count(MOST)} of ${plural(data.total, "configuration")} at a time.`) : null,
    h(Pager, { data, token, size: MOST }),
    hasAny ? [h(Legend, { key: "legend", series: all.map((one) => ({ key: one.text, text: one.text, ...colours.get(one.text) })), chosen: query.get("c"), onChoose: (c) => ask({ c }, false) }),
      h("div", { key: "two", class: "two" }, h(LambdaBySnr, shared), h(TradeOff, shared)), h(AllParameters, { key: "parallel", ...shared })]
      : h("p", { class: "empty" }, all.length === 0 && filter ? "No configuration is so." : "No trial has ended yet."),
    h(Downloads, { sweep }));
}

/** Which configurations come first. */
function Order({ query, quantities }) {
  const options = [["", "of the grid"], ...quantities.map((name) => [isBetterWhenLarger(name) ? `-${name}` : name, `best ${title(name)} first`])];
  return h(Select, { label: "Order", value: query.get("sort") ?? "", options, onValue: (sort) => ask({ sort: sort || null, page: null }, false) });
}

function matching(configurations, wanted) {
  return configurations.filter((one) => Object.entries(wanted).every(([name, value]) => one.parameters[name] === value));
}

function metricsWithSnr(quantities) {
  return [...new Set(quantities.filter((name) => parts(name).of !== "" && parts(name).metric !== "kappa").map((name) => parts(name).metric))];
}

function LambdaBySnr({ query, all, quantities }) {
  const metrics = metricsWithSnr(quantities);
  if (metrics.length === 0) return null;
  const metric = metrics.includes(query.get("m")) ? query.get("m") : metrics[0];
  const names = quantities.filter((name) => parts(name).metric === metric);
  const rows = all.slice(0, MOST_ROWS).map((one) => ({ key: one.text, text: one.text, cells: names.map((name) => one.values[name]) }));
  return h("section", { "aria-labelledby": "heat" },
    h("h2", { id: "heat" }, `${capital(title(metric))} by \u03bb and SNR`),
    metrics.length > 1 ? h("div", { class: "filters" }, h(Select, { label: "Metric", value: metric, options: metrics, onValue: (m) => ask({ m }, false) })) : null,
    h(HeatMap, {
      rows, columns: names.map((name) => parts(name).of), quantity: metric, corner: "SNR",
      caption: `Means over the seeds that have ended${all.length > rows.length ? `, the first ${rows.length} configurations` : ""}; light is better.`,
    }));
}

function TradeOff({ query, all, quantities, colours }) {
  const pick = (name, otherwise) => (quantities.includes(query.get(name)) ? query.get(name) : otherwise);
  const x = pick("x", quantities.find((name) => name.startsWith("kappa")) ?? quantities[0]);
  const y = pick("y", lowestSnr(quantities) ?? quantities.at(-1));
  const points = all.filter((one) => one.values[x] && one.values[y])
    .map((one) => ({ key: one.text, text: one.text, x: one.values[x], y: one.values[y], ...colours.get(one.text) }));
  const options = quantities.map((name) => [name, title(name)]);
  return h("section", { "aria-labelledby": "trade" },
    h("h2", { id: "trade" }, "Trade-off"),
    h("div", { class: "filters" },
      h(Select, { label: "Across", value: x, options, onValue: (value) => ask({ x: value }, false) }),
      h(Select, { label: "Up", value: y, options, onValue: (value) => ask({ y: value }, false) })),
    h(Scatter, { points, xName: x, yName: y, chosen: query.get("c"), onChoose: (key) => ask({ c: key }, false) }));
}

function lowestSnr(quantities) {
  const [metric] = metricsWithSnr(quantities);
  return quantities.filter((name) => parts(name).metric === metric).sort((a, b) => numberOf(parts(a).of) - numberOf(parts(b).of))[0]
    ?? quantities.find((name) => parts(name).metric === metric);
}

function AllParameters({ sweep, query, all, quantities, colours }) {
  const shown = query.has("p") ? query.get("p").split("|").filter((name) => quantities.includes(name)) : standard(quantities);
  const axes = [...axesOf(sweep).map((axis) => axis.name), ...shown];
  const lines = useMemo(() => all.filter((one) => one.ended > 0).map((one) => ({
    key: one.text, text: one.text, ...colours.get(one.text),
    texts: axes.map((axis) => one.parameters[axis] ?? one.values[axis]?.mean),
  })), [all, axes.join(), colours]);
  const ranges = rangesOf(query);
  const change = (name) => ask({ p: quantities.filter((one) => (one === name) !== shown.includes(one)).join("|") || "none" }, false);
  if (axes.length < 2) return null;
  return h("section", { "aria-labelledby": "parallel" },
    h("h2", { id: "parallel" }, "All parameters at once"),
    h("details", { class: "columns" }, h("summary", null, "Axes"), quantities.map((name) => h("label", { key: name },
      h("input", { type: "checkbox", checked: shown.includes(name), onChange: () => change(name) }), title(name)))),
    h(Parallel, {
      axes, lines, ranges, chosen: query.get("c"), onChoose: (key) => ask({ c: key }, false),
      onRange: (axis, range) => ask({ [`r.${axis}`]: range ? range.map((share) => share.toFixed(2)).join("-") : null }, false),
    }));
}

function standard(quantities) {
  const [metric] = metricsWithSnr(quantities);
  const evaluated = quantities.filter((name) => parts(name).metric === metric);
  return quantities.filter((name) => parts(name).metric === "kappa").slice(0, 2)
    .concat(evaluated.length > 2 ? [evaluated[0], evaluated.at(-1)] : evaluated);
}

function rangesOf(query) {
  return Object.fromEntries([...query].filter(([name]) => name.startsWith("r.")).map(([name, text]) => [name.slice(2), text.split("-").map(Number)])
    .filter(([, range]) => range.length === 2 && range.every(Number.isFinite)));
}

function Downloads({ sweep }) {
  const tables = useData(at(["sweeps", sweep.id, "tables"]));
  const base = ["sweeps", sweep.id];
  if (!tables.data) return null;
  return h("section", { "aria-labelledby": "away" },
    h("h2", { id: "away" }, "To take away"),
    h("p", null, h("a", { href: at([...base, "report"]), target: "_blank", rel: "noopener" }, "The report"), ", one page with all tables and figures."),
    h("ul", { class: "downloads" }, tables.data.tables.map((name) => h("li", { key: name }, `Table ${name}: `, tables.data.formats.map((format, i) => [
      i > 0 ? ", " : "", h("a", { key: format, href: at([...base, "tables", name], { format }), download: `${sweep.id}-${name}.${format}` }, format),
    ])))));
}
