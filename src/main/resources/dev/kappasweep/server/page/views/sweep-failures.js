// What went wrong, by reason: a sweep of many trials fails in few ways.
import { h, useEffect, useMemo } from "../dom.js";
import { at, useData } from "../api.js";
import { count, plural } from "../format.js";
import { Failure, Headings, Link, Loading, State } from "../parts.js";

const SIZE = 1_000;
const SHOWN = 8;

export function FailuresPart({ sweep, ticks }) {
  const answer = useData(at(["sweeps", sweep.id, "trials"], { state: "FAILED,TIMED_OUT,DIVERGED,DEAD", page_size: SIZE }));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const groups = useMemo(() => byReason(answer.data?.trials ?? []), [answer.data]);
  if (answer.data === null) return answer.error ? h(Failure, { error: answer.error, onRetry: answer.refresh }) : h(Loading, { of: "the failures" });
  if (groups.length === 0) return h("p", { class: "empty" }, "Nothing has gone wrong.");
  const more = answer.data.total - answer.data.trials.length;
  return h("section", { class: "part" },
    h("p", null, "A diverged trial is a result: that configuration does not train. Failed and timed out ones are trained again by Retry."),
    h("div", { class: "scroll" }, h("table", null,
      h("caption", null, `${plural(answer.data.total, "trial")} in ${plural(groups.length, "way")}${more > 0 ? `, of which ${count(SIZE)} were read` : ""}`),
      h(Headings, { titles: ["State", "Trials", "Reason", "Which"] }),
      h("tbody", null, groups.map((group) => h("tr", { key: group.state + group.reason },
        h("td", null, h(State, { state: group.state })), h("td", { class: "number" }, count(group.trials.length)),
        h("td", { class: "long" }, group.reason || "no reason was given"),
        h("td", { class: "long" }, group.trials.slice(0, SHOWN).map((trial, i) => [i > 0 ? ", " : "",
          h(Link, { key: trial.id, path: ["sweeps", sweep.id, "trials", trial.id] }, trial.text)]),
        group.trials.length > SHOWN ? h("span", null, " and ", h(Link, {
          path: ["sweeps", sweep.id], query: { tab: "trials", state: group.state, cols: "seconds|attempt|reason" },
        }, `${count(group.trials.length - SHOWN)} more`)) : null)))))));
}

/** Reasons that differ in numbers alone are one. */
function byReason(trials) {
  const groups = new Map();
  for (const trial of trials) {
    const key = trial.state + " " + (trial.reason ?? "").replace(/\d+(\.\d+)?(e[-+]?\d+)?/gi, "#");
    if (!groups.has(key)) groups.set(key, { state: trial.state, reason: trial.reason, trials: [] });
    groups.get(key).trials.push(trial);
  }
  return [...groups.values()].sort((a, b) => b.trials.length - a.trials.length);
}
