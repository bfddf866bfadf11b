// One sweep: how far it is, what may be done with it, and its parts, of which the address names one.
import { h, useEffect, useRef, useState, useThrottled } from "../dom.js";
import { at, useData } from "../api.js";
import { later, useEvents } from "../live.js";
import { announce } from "../messages.js";
import { count, percent, time } from "../format.js";
import { Actions } from "../actions.js";
import { bestName, bestValue, Facts, Failure, Link, Loading, Progress, SweepState, timeLeft, trialsText } from "../parts.js";
import { entitle } from "../title.js";
import { CurvesPart } from "./sweep-curves.js";
import { SearchPart } from "./sweep-search.js";
import { ResultsPart } from "./sweep-results.js";
import { ComparisonsPart } from "./sweep-comparisons.js";
import { TrialsPart } from "./sweep-trials.js";
import { FailuresPart } from "./sweep-failures.js";
import { TimelinePart } from "./sweep-timeline.js";
import { FilePart } from "./sweep-file.js";
import { LogPart } from "./sweep-log.js";

const PARTS = {
  curves: ["Curves", CurvesPart], search: ["Search", SearchPart], results: ["Results", ResultsPart], comparisons: ["Comparisons", ComparisonsPart],
  trials: ["Trials", TrialsPart], failures: ["Failures", FailuresPart],
  timeline: ["Timeline", TimelinePart], file: ["Settings", FilePart], log: ["Log", LogPart],
};
/** Between two readings of the same thing while trials are under way. */
const PAUSE = 1_500;
/** What is seen of the tabs next to the current one, in pixels, where not all have room. */
const BESIDE = 40;

export function Sweep({ id, query, session }) {
  const detail = useData(at(["sweeps", id]));
  const [ticks, setTicks] = useState({ epochs: 0, trials: 0 });
  const [isGone, setGone] = useState(false);
  const sweep = useFollowed(id, detail, isGone, setTicks, () => setGone(true));
  useEffect(() => entitle(sweep ? `${sweep.state === "RUNNING" ? `${percent(sweep.progress)} ` : ""}${id}` : id), [sweep]);
  if (isGone) return h("main", { id: "main", tabindex: -1 }, h("h1", null, id), h("p", null, "This sweep was deleted. ", h(Link, { path: [] }, "To the sweeps")));
  if (!sweep) {
    return h("main", { id: "main", tabindex: -1 }, h("h1", null, id),
      detail.error ? h(Failure, { error: detail.error, onRetry: detail.refresh }) : h(Loading, { of: "the sweep" }));
  }
  const part = PARTS[query.get("tab")] ? query.get("tab") : "curves";
  return h("main", { id: "main", tabindex: -1 },
    h(Top, { sweep, session, onChange: (now) => detail.set((before) => merged(before, now)) }),
    h(Tabs, { id, part, sweep, query }),
    h(PARTS[part][1], { sweep, query, ticks, session }));
}

/** The sweep as it was read, with what events tell of it since. */
function useFollowed(id, detail, isGone, setTicks, gone) {
  const before = useRef(null);
  const reread = useThrottled(detail.refresh, PAUSE);
  const tick = (what) => setTicks((now) => ({ ...now, [what]: now[what] + 1 }));
  const epochs = useThrottled(() => tick("epochs"), PAUSE);
  const trials = useThrottled(() => tick("trials"), PAUSE);
  const all = () => {
    reread();
    epochs();
    trials();
  };
  const changed = (sweep) => {
    detail.set((data) => merged(data, sweep));
    const { state } = later(detail.data, sweep);
    if ((before.current ?? detail.data.state) !== state) {
      announce(`${id} is ${state.toLowerCase()}`);
      all();
    }
    before.current = state;
  };
  useEvents(detail.data === null || isGone ? null : at(["sweeps", id, "events"]), {
    sweep: changed, trial: trials, epoch: epochs, notice: ({ text }) => announce(text), removed: gone, reset: all, again: all,
  });
  return detail.data;
}

/** What a sweep no longer says, such as the time that is left, is not kept from before. */
function merged(before, now) {
  return before && { ...before, secondsLeft: undefined, ...later(before, now) };
}

function Top({ sweep, session, onChange }) {
  const left = timeLeft(sweep);
  return h("section", { class: "top", "aria-label": "State" },
    h("p", { class: "crumb" }, h(Link, { path: [] }, "Sweeps")),
    h("div", { class: "head" }, h("h1", null, sweep.id), h(SweepState, { sweep })),
    sweep.reason ? h("p", { class: sweep.state === "FAILED" ? "bad" : "soft" }, sweep.reason) : null,
    h(Progress, { sweep, isLarge: true }),
    h("p", { class: "lead" }, h("b", null, percent(sweep.progress)), `, ${trialsText(sweep)}`,
      sweep.counts.running > 0 ? `, ${count(sweep.counts.running)} in training` : "", left ? `, ${left} left` : "", "."),
    h(Facts, { facts: [
      [sweep.best ? `Best ${bestName(sweep.best)}` : "Best", sweep.best ? [h("b", { key: "value" }, bestValue(sweep.best)), " ", sweep.best.configuration] : null],
      ["Experiment", sweep.experiment], ["Data", sweep.dataset], ["Epochs", sweep.epochs], ["Owner", sweep.owner],
      ["Priority", sweep.priority === 0 ? null : sweep.priority], ["Submitted", time(sweep.submitted)],
      [sweep.state === "RUNNING" ? "Runs since" : "Since", time(sweep.since)],
    ] }),
    h(Actions, { sweep, session, onChange }));
}

/** What configurations are looked at stays when the part changes. */
function kept(query) {
  return Object.fromEntries([...query].filter(([name]) => name === "c" || name.startsWith("f.")));
}

function Tabs({ id, part, sweep, query }) {
  const failed = (sweep.counts.FAILED ?? 0) + (sweep.counts.TIMED_OUT ?? 0) + (sweep.counts.DIVERGED ?? 0) + (sweep.counts.DEAD ?? 0);
  const nav = useRef(null);
  useEffect(() => {
    const [box, current] = [nav.current, nav.current.querySelector("[aria-current]")].map((one) => one.getBoundingClientRect());
    nav.current.scrollLeft += Math.max(0, current.right + BESIDE - box.right) + Math.min(0, current.left - BESIDE - box.left);
  }, [part]);
  return h("nav", { ref: nav, class: "tabs", "aria-label": "Parts of the sweep" }, h("ul", null, Object.entries(PARTS).filter(([name]) => name !== "search" || sweep.isSearch).map(([name, [title]]) => h("li", { key: name },
    h(Link, { path: ["sweeps", id], query: { tab: name === "curves" ? null : name, ...kept(query) }, "aria-current": name === part ? "page" : undefined },
      title, name === "failures" && failed > 0 ? h("span", { class: "count" }, failed) : null)))));
}

