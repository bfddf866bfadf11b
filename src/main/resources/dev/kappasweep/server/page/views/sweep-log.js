import { h, useEffect, useState } from "../dom.js";
import { at, useData } from "../api.js";
import { plural } from "../format.js";
import { Failure, Loading, Search, Select } from "../parts.js";
import { ask } from "../route.js";

export function LogPart({ sweep, query, ticks }) {
  const lines = query.get("lines") ?? "1000";
  const answer = useData(at(["sweeps", sweep.id, "log"], { lines }));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  if (answer.data === null) return answer.error ? h(Failure, { error: answer.error, onRetry: answer.refresh }) : h(Loading, { of: "the log" });
  return h("section", { class: "part" },
    h("div", { class: "filters" },
      h(Search, { label: "Lines with", value: query.get("q") ?? "", onValue: (q) => ask({ q }, false) }),
      h(Select, {
        label: "Last", value: lines, options: ["1000", "10000", "100000"].map((text) => [text, `${text} lines`]),
        onValue: (value) => ask({ lines: value }, false),
      })),
    h(Lines, { text: answer.data, wanted: query.get("q") ?? "" }));
}

/** The newest lines stay in sight, unless the reader has scrolled away from them. */
export function Lines({ text, wanted = "" }) {
  const [place, setPlace] = useState(null);
  const lines = text.split("\n").filter((line) => line !== "" && line.toLowerCase().includes(wanted.toLowerCase()));
  useEffect(() => {
    if (place && !place.dataset.away) place.scrollTop = place.scrollHeight;
  }, [text, wanted, place]);
  const scrolled = (event) => {
    const box = event.currentTarget;
    if (box.scrollHeight - box.scrollTop - box.clientHeight > 40) box.dataset.away = "true";
    else delete box.dataset.away;
  };
  if (lines.length === 0) return h("p", { class: "empty" }, wanted ? "No line is so." : "The log has no line yet.");
  return h("div", null, h("p", { class: "soft" }, plural(lines.length, "line")),
    h("pre", { class: "log", ref: setPlace, onScroll: scrolled, tabindex: 0, "aria-label": "Log" }, lines.join("\n")));
}
