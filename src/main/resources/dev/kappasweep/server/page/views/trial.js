// One trial: what was asked, how it trains, what it came to, and on what.
import { h, useEffect, useMemo, useThrottled } from "../dom.js";
import { at, useData } from "../api.js";
import { useEvents } from "../live.js";
import { announce } from "../messages.js";
import { Curves } from "../charts/curves.js";
import { kind, ordered } from "../palette.js";
import { duration, number, time } from "../format.js";
import { Facts, Failure, Link, Loading, State } from "../parts.js";
import { title, valueText } from "../quantity.js";
import { entitle } from "../title.js";
import { Lines } from "./sweep-log.js";

export function Trial({ id, trial }) {
  const answer = useData(at(["sweeps", id, "trials", trial]));
  const epochs = useData(at(["sweeps", id, "trials", trial, "epochs"]));
  const all = useThrottled(() => [answer, epochs].forEach((one) => one.refresh()), 1_500);
  const some = useThrottled(() => epochs.refresh(), 1_000);
  const told = (event) => {
    if (event.trial !== trial) return;
    announce(`trial ${trial.slice(0, 8)} is ${event.state.toLowerCase()}`);
    all();
  };
  useEvents(answer.data === null ? null : at(["sweeps", id, "events"]), { trial: told, epoch: (event) => event.trial === trial && some(), sweep: () => {}, reset: all, again: all });
  useEffect(() => entitle(`${trial.slice(0, 8)} of ${id}`), [trial]);
  const data = answer.data;
  return h("main", { id: "main", tabindex: -1 },
    h("p", { class: "crumb" }, h(Link, { path: [] }, "Sweeps"), " / ", h(Link, { path: ["sweeps", id] }, id), " / ",
      h(Link, { path: ["sweeps", id], query: { tab: "trials" } }, "Trials")),
    h("div", { class: "head" }, h("h1", null, data?.text ?? trial.slice(0, 8)), data ? h(State, { state: data.state }) : null),
    data === null ? answer.error ? h(Failure, { error: answer.error, onRetry: answer.refresh }) : h(Loading, { of: "the trial" })
      : h(Known, { data, epochs: epochs.data }));
}

function Known({ data, epochs }) {
  const last = epochs?.epochs?.at(-1)?.epoch ?? data.epoch;
  return h("div", null,
    data.reason ? h("p", { class: "bad" }, data.reason) : null,
    h(Facts, { facts: [
      ["Epoch", data.state === "RUNNING" ? `${last ?? 0} of ${data.epochs}` : data.epochs], ["Took", duration(data.seconds)], ["Attempt", data.attempt],
      ["Started", time(data.startedAt)], ["Host", data.host],
      ...Object.entries(data.values ?? {}).map(([name, value]) => [title(name), valueText(name, value)]),
      ["Id", h("code", null, data.id)],
    ] }),
    h(TrialCurves, { data, epochs }),
    h("h2", null, "Log"), h(Lines, { text: (data.log ?? []).join("\n") }),
    h("h2", null, "Provenance"),
    h("div", { class: "trees" }, h(Tree, { title: "What was asked", tree: data.spec }), h(Tree, { title: "Where it ran", tree: data.environment }),
      h(Tree, { title: "How it ended", tree: data.outcome })));
}

function TrialCurves({ data, epochs }) {
  const charts = useMemo(() => chartsOf(data, epochs), [data, epochs]);
  if (charts.length === 0) return h("p", { class: "empty" }, "It has no epoch yet.");
  return h("section", { "aria-labelledby": "curves" }, h("h2", { id: "curves" }, "Curves"),
    h("div", { class: "charts" }, charts.map((chart) => h(Curves, { key: chart.title, hasLegend: true, ...chart }))));
}

function chartsOf(data, answer) {
  const epochs = answer?.epochs ?? [];
  const layers = answer?.layers?.length ? answer.layers : data.layers ?? [];
  const charts = [];
  const loss = [curve("training loss", 0, epochs, "trainLoss"), curve("validation loss", 1, epochs, "validationLoss"), curve("penalty", 2, epochs, "penalty")]
    .filter((one) => one.mean.some((value) => typeof value === "number" && value !== 0));
  if (loss.length > 0) charts.push(chart("Loss and penalty", loss, "loss"));
  const accuracy = curve("validation accuracy", 0, epochs, "validationAccuracy", 100);
  if (accuracy.mean.some(Number.isFinite)) charts.push(chart(title("validationAccuracy"), [accuracy], "validationAccuracy"));
  const names = [...new Set(layers.map((layer) => layer.layer))];
  for (const [text, field, quantity] of [["\u03ba of each layer", "kappa", "kappa"], ["Largest and smallest singular value", null, "sigmaMax"]]) {
    if (names.length > 0) charts.push(chart(text, ofLayers(names, layers, field), quantity));
  }
  return [...charts, ...spectra(data.spectra ?? [])];
}

function chart(text, series, quantity) {
  return { title: text, xTitle: "epoch", series, valueText: (value) => valueText(quantity, value) };
}

function curve(text, index, rows, field, factor = 1) {
  const values = rows.map((row) => (typeof row[field] === "number" && Number.isFinite(row[field]) ? factor * row[field] : null));
  return { key: text, text, color: kind(index), dash: null, x: rows.map((row) => row.epoch), mean: values };
}

function ofLayers(names, layers, field) {
  return names.flatMap((name, i) => {
    const rows = layers.filter((layer) => layer.layer === name).map((layer) => ({ epoch: layer.epoch, ...layer.spectrum, ...layer }));
    if (field) return [curve(name, i, rows, field)];
    return [curve(`${name} largest`, i, rows, "sigmaMax"), { ...curve(`${name} smallest`, i, rows, "sigmaMin"), dash: "2 3" }];
  });
}

/** The spectrum of each layer, by rank, at the epochs that are kept. */
function spectra(rows) {
  return [...new Set(rows.map((row) => row.layer))].map((layer) => {
    const own = rows.filter((row) => row.layer === layer);
    const epochs = [...new Set(own.map((row) => row.epoch))];
    return {
      title: `Spectrum of ${layer}`, xTitle: "rank", valueText: number,
      series: epochs.map((epoch, i) => {
        const values = own.filter((row) => row.epoch === epoch);
        const [x, mean] = [values.map((row) => row.rank), values.map((row) => row.sigma)];
        return { key: String(epoch), text: `epoch ${epoch}`, color: ordered(i, epochs.length), dash: null, x, mean };
      }),
    };
  });
}

/** Nested JSON as names and values. */
function Tree({ title: heading, tree }) {
  if (!tree) return null;
  return h("section", null, h("h3", null, heading), h("table", null, h("tbody", null, flat(tree).map(([name, value]) => h("tr", { key: name },
    h("th", { scope: "row" }, name.split(".").map((part, i) => [i > 0 ? [".", h("wbr", null)] : "", part])), h("td", { class: "long" }, value))))));
}

function flat(tree, before = "") {
  return Object.entries(tree).flatMap(([name, value]) => {
    const path = before ? `${before}.${name}` : name;
    if (value !== null && typeof value === "object" && !Array.isArray(value)) return flat(value, path);
    const text = Array.isArray(value) ? value.map((one) => (typeof one === "object" ? JSON.stringify(one) : String(one))).join(", ") : String(value ?? "");
    return text === "" ? [] : [[path, text]];
  });
}
