import { h, useEffect, useMemo } from "../dom.js";
import { at, useData } from "../api.js";
import { Timeline } from "../charts/timeline.js";
import { count } from "../format.js";
import { Failure, Loading } from "../parts.js";
import { go } from "../route.js";

const SIZE = 1_000;

export function TimelinePart({ sweep, ticks }) {
  const ended = useData(at(["sweeps", sweep.id, "trials"], { state: "COMPLETED,DIVERGED,DEAD,FAILED,TIMED_OUT,STOPPED_EARLY", sort: "-startedAt", page_size: SIZE }));
  const running = useData(at(["sweeps", sweep.id, "trials"], { state: "RUNNING", page_size: SIZE }));
  useEffect(() => {
    if (ticks.trials > 0) [ended, running].forEach((one) => one.refresh());
  }, [ticks.trials]);
  const bars = useMemo(() => [...(ended.data?.trials ?? []), ...(running.data?.trials ?? [])].map(bar).filter((one) => one.to > one.from),
    [ended.data, running.data]);
  if (ended.data === null) return ended.error ? h(Failure, { error: ended.error, onRetry: ended.refresh }) : h(Loading, { of: "the timeline" });
  if (bars.length === 0) return h("p", { class: "empty" }, "No trial has started yet.");
  const note = ended.data.total > SIZE ? `the last ${count(SIZE)} of ${count(ended.data.total)} trials` : `${count(bars.length)} trials`;
  return h("section", { class: "part" }, h(Timeline, { bars, note, onOpen: (id) => go(["sweeps", sweep.id, "trials", id]) }),
    h("ul", { class: "key" }, ["COMPLETED", "DIVERGED", "FAILED", "RUNNING"].map((state) => h("li", { key: state, class: `state state-${state}` },
      h("i", { "aria-hidden": "true" }), state.toLowerCase()))));
}

function bar(trial) {
  const from = Date.parse(trial.startedAt) / 1000;
  const to = trial.state === "RUNNING" ? Date.now() / 1000 : from + (trial.seconds ?? 0);
  return { id: trial.id, text: trial.text, state: trial.state, host: trial.host || "in training", from, to };
}
