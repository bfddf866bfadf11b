// What a search has tried: the best so far, its rungs, its candidates.
import { h, useEffect, useMemo } from "../dom.js";
import { at, useData } from "../api.js";
import { History } from "../charts/history.js";
import { Parallel } from "../charts/parallel.js";
import { plural } from "../format.js";
import { along } from "../palette.js";
import { Failure, Headings, Reading, Select } from "../parts.js";
import { title, valueText } from "../quantity.js";
import { ask } from "../route.js";
import { extent } from "../scale.js";

const MOST_ROWS = 20;
/** More lines would be told apart by nobody. */
const MOST_LINES = 300;

export function SearchPart({ sweep, query, ticks }) {
  const answer = useData(at(["sweeps", sweep.id, "search"]));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const data = answer.data;
  if (data === null) return answer.error ? h(Failure, { error: answer.error, onRetry: answer.refresh }) : h(Reading, { sweep, of: "the search" });
  const objective = Math.min(data.objectives.length - 1, Number(query.get("o") ?? 0) || 0);
  const shared = { data, query, objective };
  return h("section", { class: "part" },
    h("p", null, h("b", null, data.objectives.join(", ")), data.constraints.length > 0 ? ` where ${data.constraints.join(" and ")}` : "",
      `: ${plural(data.candidates.length, "candidate")} of ${data.trials} so far, by ${data.strategy}${data.sampler === data.strategy ? "" : ` and ${data.sampler}`}.`),
    data.evaluated.length === 0 ? h("p", { class: "empty" }, "No candidate has been measured yet.")
      : [h(Found, { key: "found", ...shared }), h(Rungs, { key: "rungs", ...shared }), h(Best, { key: "best", ...shared }), h(Candidates, { key: "all", ...shared })]);
}

function nameOf(data, number) {
  return data.parameters.filter((name) => data.candidates[number][name] !== undefined).map((name) => `${name} ${data.candidates[number][name]}`).join(", ");
}

function Found({ data, query, objective }) {
  const points = useMemo(() => data.evaluated.filter((one) => one.means[objective] !== null).map((one) => ({
    key: `${one.candidate}`, text: nameOf(data, one.candidate), x: one.trainings, y: one.means[objective], rung: one.rung,
  })).map((point) => ({ ...point, key: `${point.key}.${point.rung}` })), [data, objective]);
  const chosen = query.get("k");
  return h("section", { "aria-labelledby": "found" },
    h("h2", { id: "found" }, "Best so far"),
    data.objectives.length > 1 ? h("div", { class: "filters" }, h(Select, {
      label: "Objective", value: `${objective}`, options: data.objectives.map((text, i) => [`${i}`, text]), onValue: (o) => ask({ o }, false),
    })) : null,
    h(History, {
      points, records: objective === 0 && data.objectives.length === 1 ? data.records : [], epochs: data.epochs, quantity: data.quantities[objective],
      chosen, onChoose: (k) => ask({ k }, false),
    }));
}

function Rungs({ data, objective }) {
  if (data.epochs.length < 2) return null;
  const on = data.epochs.map((_, rung) => data.evaluated.filter((one) => one.rung === rung));
  const came = on.map((all) => new Set(all.map((one) => one.candidate)));
  const quantity = data.quantities[objective];
  const isMore = data.objectives[objective].startsWith("maximise");
  const best = (all) => {
    const known = all.map((one) => one.means[objective]).filter((value) => value !== null);
    return known.length === 0 ? "" : valueText(quantity, isMore ? Math.max(...known) : Math.min(...known));
  };
  return h("section", { "aria-labelledby": "rungs" },
    h("h2", { id: "rungs" }, "Rungs"),
    h("div", { class: "scroll" }, h("table", null,
      h(Headings, { titles: ["Rung", "To epoch", "Candidates", "Went on", `Best ${title(quantity)}`] }),
      h("tbody", null, data.epochs.map((epoch, rung) => h("tr", { key: epoch },
        [rung + 1, epoch, came[rung].size, rung + 1 < data.epochs.length ? [...came[rung]].filter((one) => came[rung + 1].has(one)).length : "", best(on[rung])]
          .map((value, i) => h("td", { key: i, class: "number" }, value))))))));
}

function Best({ data }) {
  const last = useMemo(() => new Map(data.evaluated.map((one) => [one.candidate, one])), [data]); // the highest rung comes last
  const heads = [...data.parameters, ...data.quantities.map(title), "Seeds", "Epoch"];
  return h("section", { "aria-labelledby": "best" },
    h("h2", { id: "best" }, data.best.length > MOST_ROWS ? `The best ${MOST_ROWS} candidates` : "Candidates, best first"),
    h("div", { class: "scroll" }, h("table", null,
      h(Headings, { titles: heads }),
      h("tbody", null, data.best.slice(0, MOST_ROWS).map((number) => {
        const one = last.get(number);
        return h("tr", { key: number, class: one.isFeasible ? "" : "soft" },
          data.parameters.map((name) => h("td", { key: name }, data.candidates[number][name] ?? "")),
          one.means.map((mean, i) => h("td", { key: `m${i}`, class: "number" }, mean === null ? "failed" : valueText(data.quantities[i], mean))),
          h("td", { class: "number" }, one.seeds), h("td", { class: "number" }, data.epochs[one.rung]));
      })))),
    data.constraints.length > 0 ? h("p", { class: "soft" }, "Pale: breaks a constraint, or has failed.") : null);
}

function Candidates({ data, query, objective }) {
  const lines = useMemo(() => {
    const last = new Map(data.evaluated.map((one) => [one.candidate, one]));
    const known = [...last.values()].map((one) => one.means[objective]).filter((value) => value !== null);
    const [low, high] = extent(known);
    const share = (value) => (high > low ? (value - low) / (high - low) : 0.5);
    return [...last.values()].slice(-MOST_LINES).filter((one) => one.means[objective] !== null).map((one) => ({
      key: `${one.candidate}`, text: nameOf(data, one.candidate), color: along(share(one.means[objective])),
      texts: [...data.parameters.map((name) => data.candidates[one.candidate][name]), ...data.quantities.map((_, i) => one.means[i] ?? undefined)],
    }));
  }, [data, objective]);
  const ranges = Object.fromEntries([...query].filter(([name]) => name.startsWith("r.")).map(([name, text]) => [name.slice(2), text.split("-").map(Number)])
    .filter(([, range]) => range.length === 2 && range.every(Number.isFinite)));
  return h("section", { "aria-labelledby": "all" },
    h("h2", { id: "all" }, "All parameters at once"),
    h(Parallel, {
      axes: [...data.parameters, ...data.quantities], lines, ranges, chosen: query.get("l"), onChoose: (l) => ask({ l }, false),
      onRange: (axis, range) => ask({ [`r.${axis}`]: range ? range.map((one) => one.toFixed(2)).join("-") : null }, false),
    }));
}
