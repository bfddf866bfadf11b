// Configurations beside each other: differences from a baseline with their tests, the Pareto front, and what costs little accuracy.
import { h, useEffect } from "../dom.js";
import { at, useData } from "../api.js";
import { Failure, Headings, Loading, Search, Select } from "../parts.js";
import { ask } from "../route.js";

const KINDS = {
  compare: ["Differences from a baseline", "Paired by seed, with 95 % intervals and corrected tests."],
  pareto: ["Pareto front", "Which configurations no other one beats in all of accuracy, accuracy under noise and \u03ba."],
  matched: ["Matched accuracy", "Of each regulariser the largest strength that costs little accuracy."],
  importance: ["Importance of parameters", "How much each parameter decides of \u03ba and accuracy."],
};
const FORMATS = ["md", "csv", "latex", "json", "html"];

export function ComparisonsPart({ sweep, query, ticks }) {
  const kind = KINDS[query.get("of")] ? query.get("of") : "compare";
  const asked = kind === "compare" ? { baseline: query.get("baseline") } : kind === "matched" ? { within: query.get("within") } : {};
  const path = ["sweeps", sweep.id, "comparisons", kind];
  const answer = useData(at(path, asked));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const isOfKind = !answer.isLoading || answer.data !== null;
  return h("section", { class: "part" },
    h("div", { class: "filters" },
      h(Select, { label: "Compare", value: kind, options: Object.entries(KINDS).map(([name, [title]]) => [name, title]), onValue: (of) => ask({ of: of === "compare" ? null : of }, false) }),
      kind === "compare" ? h(Search, { label: "Baseline", value: query.get("baseline") ?? "", placeholder: "the smallest lambda", onValue: (baseline) => ask({ baseline }, false) }) : null,
      kind === "matched" ? h(Search, { label: "Within points", value: query.get("within") ?? "", placeholder: "0.5", inputmode: "decimal", onValue: (within) => ask({ within }, false) }) : null),
    h("p", { class: "soft" }, KINDS[kind][1]),
    answer.error ? h(Failure, { error: answer.error, onRetry: answer.refresh }) : null,
    answer.error === null && answer.isLoading && answer.data === null ? h(Loading, { of: "the comparison" }) : null,
    answer.error === null && isOfKind && answer.data ? h(Table, { data: answer.data }) : null,
    answer.data && answer.error === null ? h("p", null, "To take away: ", FORMATS.map((format, i) => [
      i > 0 ? ", " : "", h("a", { key: format, href: at(path, { ...asked, format }), download: `${sweep.id}-${kind}.${format}` }, format)])) : null);
}

function Table({ data }) {
  const numbers = data.columns.map((_, i) => data.rows.every((row) => /^[-+\u2212<]?\s?[0-9]/.test(row[i]) || row[i] === "-" || row[i] === ""));
  return h("div", null, h("div", { class: "scroll" }, h("table", null,
    h("caption", null, data.title),
    h(Headings, { titles: data.columns }),
    h("tbody", null, data.rows.map((row, i) => h("tr", { key: i }, row.map((cell, j) => h(j === 0 ? "th" : "td", {
      key: j, scope: j === 0 ? "row" : undefined, class: numbers[j] && j > 0 ? "number" : undefined,
    }, cell))))))),
  h("ul", { class: "notes soft" }, data.notes.map((note) => h("li", { key: note }, note))));
}
