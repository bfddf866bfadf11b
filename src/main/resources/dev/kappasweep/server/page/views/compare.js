// Several sweeps beside each other: what they were asked, and what they came to.
import { h, useEffect, useMemo, useState, useThrottled } from "../dom.js";
import { at, get, useData } from "../api.js";
import { useEvents } from "../live.js";
import { Curves } from "../charts/curves.js";
import { Legend } from "../charts/legend.js";
import { Scatter } from "../charts/scatter.js";
import { dash, kind } from "../palette.js";
import { numberOf } from "../format.js";
import { Best, Failure, Headings, Link, Loading, Search, Select, SweepState, trialsText } from "../parts.js";
import { isBetterWhenLarger, title, valueText } from "../quantity.js";
import { ask } from "../route.js";
import { entitle } from "../title.js";

const MOST = 8;

export function Compare({ query }) {
  useEffect(() => entitle("Compare"), []);
  const ids = (query.get("ids") ?? "").split(",").filter(Boolean).slice(0, MOST);
  const { sweeps, error, refresh } = useSweeps(ids);
  const soon = useThrottled(refresh, 3_000);
  useEvents("/api/v1/events", { sweep: (sweep) => ids.includes(sweep.id) && soon(), reset: soon, again: soon });
  return h("main", { id: "main", tabindex: -1 }, h("h1", null, "Compare sweeps"),
    h(Chooser, { ids, query }),
    h(Failure, { error, onRetry: refresh }),
    ids.length === 0 ? h("p", { class: "empty" }, "Choose two sweeps or more.") : sweeps.length === 0 ? error ? null : h(Loading, { of: "the sweeps" })
      : h(Compared, { sweeps, query }));
}

function useSweeps(ids) {
  const [answer, setAnswer] = useState({ sweeps: [], error: null });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    Promise.all(ids.map((id) => one(id, abort.signal))).then((sweeps) => setAnswer({ sweeps, error: null }), (error) => {
      if (error.name !== "AbortError") setAnswer((before) => ({ ...before, error }));
    });
    return () => abort.abort();
  }, [ids.join(), asked]);
  return { ...answer, refresh: () => setAsked((count) => count + 1) };
}

async function one(id, signal) {
  const [sweep, configurations] = await Promise.all([get(at(["sweeps", id]), signal), get(at(["sweeps", id, "configurations"], { page_size: 500 }), signal)]);
  return { ...sweep, ...configurations };
}

function Chooser({ ids, query }) {
  const name = query.get("name") ?? "";
  const list = useData(at(["sweeps"], { name, page_size: 20 }));
  const put = (some) => ask({ ids: some.join(",") }, false);
  const others = (list.data?.sweeps ?? []).filter((sweep) => !ids.includes(sweep.id));
  return h("div", { class: "filters" },
    h("ul", { class: "chips", "aria-label": "Chosen sweeps" }, ids.map((id, i) => h("li", { key: id },
      h("span", { class: "swatch", style: { background: kind(i) } }), h(Link, { path: ["sweeps", id] }, id),
      h("button", { type: "button", "aria-label": `Leave ${id} out`, onClick: () => put(ids.filter((one) => one !== id)) }, "\u00d7")))),
    h(Search, { label: "Find", value: name, placeholder: "part of a name", onValue: (text) => ask({ name: text }, false) }),
    ids.length < MOST ? h(Select, {
      label: "Add", value: "", options: [["", others.length === 0 ? "none" : "a sweep \u2026"], ...others.map((sweep) => [sweep.id, sweep.id])],
      onValue: (id) => id && put([...ids, id]),
    }) : null);
}

function Compared({ sweeps, query }) {
  const quantities = sweeps.map((sweep) => sweep.quantities).reduce((all, some) => all.filter((name) => some.includes(name)));
  const pick = (name, otherwise) => (quantities.includes(query.get(name)) ? query.get(name) : otherwise);
  const x = pick("x", quantities.find((name) => name.startsWith("kappa")));
  const y = pick("y", quantities.find((name) => /\(0/.test(name)) ?? quantities.find((name) => name.includes("(inf")) ?? quantities.at(-1));
  const options = quantities.map((name) => [name, title(name)]);
  return h("div", null,
    h(FactsTable, { sweeps }),
    quantities.length === 0 ? h("p", { class: "empty" }, "They have nothing in common that was measured.") : [
      h("div", { key: "choice", class: "filters" }, h(Select, { label: "Quantity", value: y, options, onValue: (value) => ask({ y: value }, false) }),
        h(Select, { label: "Against, in the scatter", value: x, options, onValue: (value) => ask({ x: value }, false) })),
      h(Pictures, { key: "pictures", sweeps, x, y, query }), h(BestTable, { key: "best", sweeps, quantity: y })]);
}

const FACTS = [
  ["State", (sweep) => h(SweepState, { sweep })], ["Trials", trialsText], ["Best so far", (sweep) => h(Best, { best: sweep.best })],
  ["Experiment", (sweep) => sweep.experiment], ["Data", (sweep) => sweep.dataset], ["Layers", (sweep) => (sweep.layers ?? []).join(", ")],
  ["Epochs", (sweep) => sweep.epochs], ["SNR", (sweep) => (sweep.snr ?? []).join(", ")], ["Owner", (sweep) => sweep.owner],
];

function FactsTable({ sweeps }) {
  const axes = [...new Set(sweeps.flatMap((sweep) => (sweep.axes ?? []).map((axis) => axis.name)))];
  const rows = [...FACTS, ...axes.map((name) => [name, (sweep) => (sweep.axes ?? []).find((axis) => axis.name === name)?.values.join(", ") ?? ""])];
  return h("div", { class: "scroll" }, h("table", { class: "compared" },
    h("caption", null, "Lines in which they differ are marked"),
    h("thead", null, h("tr", null, h("td", null), sweeps.map((sweep) => h("th", { key: sweep.id, scope: "col" }, h("span", null, sweep.id))))),
    h("tbody", null, rows.map(([name, of], i) => {
      const isFact = i > 2 && name !== "Owner";
      const differs = isFact && new Set(sweeps.map((sweep) => String(of(sweep)))).size > 1;
      return h("tr", { key: name, class: differs ? "differs" : undefined },
        h("th", { scope: "row" }, name, differs ? h("span", { class: "unseen" }, " (differs)") : null),
        sweeps.map((sweep) => h("td", { key: sweep.id, class: "long" }, of(sweep))));
    }))));
}

/** Of each sweep and each way in which its configurations differ besides lambda, a curve against lambda. */
function againstLambda(sweeps, quantity) {
  return sweeps.flatMap((sweep, i) => {
    const groups = new Map();
    for (const configuration of sweep.configurations) {
      const lambda = numberOf(configuration.parameters.lambda);
      const cell = configuration.values[quantity];
      if (!cell || !Number.isFinite(lambda)) continue;
      const rest = Object.entries(configuration.parameters).filter(([name]) => name !== "lambda").map(([, value]) => value).join(" ");
      if (!groups.has(rest)) groups.set(rest, []);
      groups.get(rest).push({ lambda, cell });
    }
    return [...groups].slice(0, 12).map(([rest, points], j) => {
      const sorted = points.sort((a, b) => a.lambda - b.lambda);
      return {
        key: `${sweep.id} ${rest}`, text: `${sweep.id} ${rest}`.trim(), color: kind(i), dash: dash(j), x: sorted.map((point) => point.lambda),
        mean: sorted.map(({ cell }) => cell.mean), low: sorted.map(({ cell }) => cell.low ?? cell.mean), high: sorted.map(({ cell }) => cell.high ?? cell.mean),
      };
    });
  });
}

function Pictures({ sweeps, x, y, query }) {
  const series = useMemo(() => againstLambda(sweeps, y), [sweeps, y]);
  const points = useMemo(() => sweeps.flatMap((sweep, i) => sweep.configurations.filter((one) => one.values[x] && one.values[y])
    .map((one) => ({ key: `${sweep.id} ${one.text}`, text: `${sweep.id}: ${one.text}`, x: one.values[x], y: one.values[y], color: kind(i) }))), [sweeps, x, y]);
  const chosen = query.get("c");
  const choose = (key) => ask({ c: key }, false);
  return h("div", null, h(Legend, { series, chosen, onChoose: choose }), h("div", { class: "charts" },
    h(Curves, {
      title: `${title(y)} by \u03bb`, note: "mean over the seeds and its 95 % interval", xTitle: "\u03bb", hasLogX: true, series,
      valueText: (value) => valueText(y, value), chosen, onChoose: choose,
    }),
    h(Scatter, { points, xName: x, yName: y, chosen, onChoose: choose, height: 270 })));
}

function BestTable({ sweeps, quantity }) {
  const sign = isBetterWhenLarger(quantity) ? -1 : 1;
  const rows = sweeps.flatMap((sweep) => sweep.configurations.filter((one) => one.values[quantity]).map((one) => ({ sweep, one, cell: one.values[quantity] })))
    .sort((a, b) => sign * (a.cell.mean - b.cell.mean)).slice(0, 12);
  if (rows.length === 0) return null;
  return h("section", { "aria-labelledby": "best" }, h("h2", { id: "best" }, "Best configurations"), h("div", { class: "scroll" }, h("table", null,
    h("caption", null, `By ${title(quantity)}, over all of them`),
    h(Headings, { titles: ["Sweep", "Configuration", "Mean", "95 % interval", "Seeds"] }),
    h("tbody", null, rows.map(({ sweep, one, cell }) => h("tr", { key: sweep.id + one.text },
      h("th", { scope: "row" }, h(Link, { path: ["sweeps", sweep.id] }, sweep.id)), h("td", null, one.text), h("td", { class: "number" }, valueText(quantity, cell.mean)),
      h("td", { class: "number" }, cell.low === undefined ? "" : `${valueText(quantity, cell.low)} to ${valueText(quantity, cell.high)}`),
      h("td", { class: "number" }, cell.n)))))));
}

