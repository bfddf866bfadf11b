// All sweeps: which run and wait, in their order; what the cluster does; and a list of all.
import { h, useEffect, useRef, useState, useThrottled } from "../dom.js";
import { at, useData } from "../api.js";
import { later, useEvents } from "../live.js";
import { announce } from "../messages.js";
import { ask } from "../route.js";
import { count, percent, plural, time } from "../format.js";
import { Actions } from "../actions.js";
import { Best, Failure, Link, Loading, Pager, Progress, Search, SweepState, timeLeft, trialsText } from "../parts.js";
import { entitle } from "../title.js";

const SIZE = 50;
const GROUPS = { all: "", "under way": "STARTING,RUNNING,PAUSING,STOPPING", waiting: "QUEUED,PAUSED", ended: "COMPLETED,STOPPED,FAILED" };

export function Overview({ query, session }) {
  useEffect(() => entitle(""), []);
  const group = query.get("state") ?? "all";
  const token = query.get("page") ?? "";
  const queue = useData(at(["queue"], { page_size: 50 }));
  const cluster = useData(at(["cluster"]));
  const list = useData(at(["sweeps"], { state: GROUPS[group] ?? "", name: query.get("name"), page_size: SIZE, page_token: token }));
  const changed = useLive(queue, cluster, list);
  const sweeps = list.data?.sweeps ?? [];
  return h("main", { id: "main", tabindex: -1 },
    h("h1", null, "Sweeps"),
    h(Cluster, { cluster: cluster.data }),
    h(Failure, { error: list.error ?? queue.error, onRetry: () => [list, queue, cluster].forEach((one) => one.refresh()) }),
    h(Queue, { queue: queue.data, session, onChange: changed }),
    h("h2", { id: "all" }, "All sweeps"),
    h(Filters, { group, query }),
    list.data === null ? h(Loading, { of: "the sweeps" }) : h(Table, { sweeps, session, isFiltered: group !== "all" || query.has("name") }),
    h(Pager, { data: list.data, token, size: SIZE }));
}

/** Keeps what is shown as the server tells it. A server with a thousand sweeps tells of each when the page opens: they are put in at once. */
function useLive(queue, cluster, list) {
  const known = useRef(new Map());
  const waiting = useRef(new Map());
  const all = useThrottled(() => [queue, cluster, list].forEach((one) => one.refresh()), 1_000);
  const put = useThrottled(() => {
    const sweeps = waiting.current;
    waiting.current = new Map();
    for (const one of [list, queue]) {
      one.set((data) => data && { ...data, sweeps: data.sweeps.map((sweep) => later(sweep, sweeps.get(sweep.id) ?? sweep)) });
    }
    if (tellChanges(known.current, [...sweeps.values()])) all();
  }, 200);
  const changed = (sweep) => {
    waiting.current.set(sweep.id, sweep);
    put();
  };
  useEvents("/api/v1/events", { sweep: changed, removed: all, reset: all, again: all });
  return changed;
}

/** Says which are in another state than before; whether any is, or is new. */
function tellChanges(known, sweeps) {
  const changes = sweeps.filter((sweep) => known.get(sweep.id) !== sweep.state);
  changes.filter((sweep) => known.has(sweep.id)).slice(0, 3).forEach((sweep) => announce(`${sweep.id} is ${sweep.state.toLowerCase()}`));
  sweeps.forEach((sweep) => known.set(sweep.id, sweep.state));
  return changes.length > 0;
}

function Cluster({ cluster }) {
  if (!cluster) return h("p", { class: "lead" }, "\u00a0");
  const busy = Math.min(cluster.running, cluster.slots);
  return h("section", { class: "cluster", "aria-label": "Cluster" },
    h("p", { class: "lead" }, `${plural(cluster.underWay, "sweep")} under way, ${count(cluster.queued)} waiting. `
      + `${count(busy)} of ${plural(cluster.slots, "slot")} in use.`),
    h("div", { class: "slots", "aria-hidden": "true" }, cluster.slots <= 128
      ? Array.from({ length: cluster.slots }, (_, i) => h("i", { key: i, class: i < busy ? "busy" : "" }))
      : h("div", { class: "progress" }, h("span", { class: "part state-RUNNING", style: { width: `${100 * busy / cluster.slots}%` } }))),
    (cluster.notices ?? []).map((notice) => h("p", { key: notice, class: "failure" }, notice)));
}

function Queue({ queue, session, onChange }) {
  if (!queue || queue.sweeps.length === 0) return null;
  return h("section", { "aria-labelledby": "queue" },
    h("h2", { id: "queue" }, "Under way and next"),
    h("ol", { class: "queue" }, queue.sweeps.map((sweep) => h(Card, { key: sweep.id, sweep, session, onChange }))),
    queue.next_page_token ? h("p", { class: "soft" }, `and ${count(queue.total - queue.sweeps.length)} more that wait`) : null);
}

function Card({ sweep, session, onChange }) {
  const left = timeLeft(sweep);
  return h("li", { class: "card" },
    h("div", { class: "card-head" }, h(Link, { path: ["sweeps", sweep.id], class: "title" }, sweep.id), h(SweepState, { sweep, title: sweep.reason })),
    h(Progress, { sweep }),
    h("p", { class: "card-line" }, h("b", null, percent(sweep.progress)), `, ${trialsText(sweep)}`,
      left ? h("span", null, `, ${left} left`) : null),
    h("p", { class: "card-line soft" }, sweep.best ? h(Best, { best: sweep.best }) : sweep.reason || "no result yet"),
    h("div", { class: "card-foot" },
      h("span", { class: "soft" }, sweep.owner, sweep.priority === 0 ? "" : `, priority ${sweep.priority}`),
      h(Actions, { sweep, session, onChange, few: true })));
}

function Filters({ group, query }) {
  return h("div", { class: "filters" },
    h("div", { class: "choices", role: "group", "aria-label": "State" }, Object.keys(GROUPS).map((name) => h("button", {
      key: name, type: "button", "aria-pressed": String(group === name), onClick: () => ask({ state: name === "all" ? null : name, page: null }),
    }, name))),
    h(Search, { label: "Name", value: query.get("name") ?? "", placeholder: "part of a name", onValue: (name) => ask({ name, page: null }, false) }));
}

function Table({ sweeps, isFiltered, session }) {
  const [chosen, setChosen] = useState([]);
  if (sweeps.length === 0) return h(Nothing, { isFiltered, session });
  const choose = (id) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return h("div", null,
    h("div", { class: "scroll" }, h("table", { class: "list" },
      h("thead", null, h("tr", null,
        h("th", { scope: "col" }, h("span", { class: "unseen" }, "Choose")),
        ["Name", "State", "Trials"].map((text) => h("th", { key: text, scope: "col" }, h("span", null, text))),
        ["Time left", "Best so far", "Owner", "Submitted"].map((text) => h("th", { key: text, scope: "col", class: "wide-only" }, h("span", null, text))))),
      h("tbody", null, sweeps.map((sweep) => h(Line, { key: sweep.id, sweep, isChosen: chosen.includes(sweep.id), choose }))))),
    chosen.length > 0 ? h("p", { class: "chosen-bar" },
      h(Link, { class: "button main", path: ["compare"], query: { ids: chosen.join(",") } },
        chosen.length === 1 ? "Compare with \u2026" : `Compare ${chosen.length} sweeps`),
      " ", h("button", { type: "button", onClick: () => setChosen([]) }, "Choose none")) : null);
}

function Line({ sweep, isChosen, choose }) {
  return h("tr", null,
    h("td", null, h("input", { type: "checkbox", checked: isChosen, "aria-label": `Choose ${sweep.id}`, onChange: () => choose(sweep.id) })),
    h("th", { scope: "row" }, h(Link, { path: ["sweeps", sweep.id] }, sweep.id)),
    h("td", null, h(SweepState, { sweep, title: sweep.reason })),
    h("td", { class: "with-bar" }, h(Progress, { sweep }), h("span", null, trialsText(sweep))),
    h("td", { class: "wide-only" }, timeLeft(sweep).replace("about ", "")),
    h("td", { class: "wide-only best" }, sweep.best ? h("span", { title: `mean of ${plural(sweep.best.seeds, "seed")}` }, h(Best, { best: sweep.best })) : null),
    h("td", { class: "wide-only" }, sweep.owner), h("td", { class: "wide-only" }, time(sweep.submitted)));
}

function Nothing({ isFiltered, session }) {
  if (isFiltered) return h("p", { class: "empty" }, "No sweep is so.");
  return h("p", { class: "empty" }, "No sweep was handed in yet. ",
    session && session.role !== "viewer" ? h(Link, { path: ["new"] }, "Hand in the first one") : null);
}
