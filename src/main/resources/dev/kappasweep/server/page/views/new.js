// An editor of sweep files: the server reads what is written while it is written, and says what is wrong at which line, or what it would take.
import { h, useEffect, useRef, useState } from "../dom.js";
import { at, get, post, useData, verb } from "../api.js";
import { askReader, tell } from "../messages.js";
import { count, duration, plural } from "../format.js";
import { Failure, Facts, Link, Loading } from "../parts.js";
import { go } from "../route.js";
import { entitle } from "../title.js";

const YAML = "application/yaml";
const PAUSE = 300;
const DRAFT = "kappasweep-draft";

export function NewSweep({ query, session }) {
  const extended = query.get("extend");
  const from = extended ?? query.get("from");
  const heading = extended ? `Extend ${extended}` : "New sweep";
  useEffect(() => entitle(heading), [heading]);
  const { file, error } = useBeginning(from);
  const draft = from ? "" : read(DRAFT);
  if (file === null && !draft) return h("main", { id: "main", tabindex: -1 }, h("h1", null, heading), error ? h(Failure, { error }) : h(Loading, { of: "the file" }));
  return h("main", { id: "main", tabindex: -1 }, h("h1", null, heading),
    h("p", null, extended ? "Add values to its axes, seeds or SNRs: what is there stays, what is missing is trained."
      : "A sweep file in YAML. It is checked as you write; nothing is handed in before you say so."),
    h(Editor, { key: from ?? "", beginning: draft || file, extended, isNew: !from, session }));
}

/** The file of another sweep, or an example. */
function useBeginning(from) {
  const [answer, setAnswer] = useState({ file: null, error: null });
  useEffect(() => {
    get(from ? at(["sweeps", from, "file"]) : "/example.yaml").then((file) => setAnswer({ file, error: null }), (error) => setAnswer({ file: null, error }));
  }, [from]);
  return answer;
}

function read(name) {
  try {
    return sessionStorage.getItem(name) ?? "";
  } catch {
    return "";
  }
}

function keep(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch { /* a draft that is not kept */ }
}

/** @typedef {{line?: number, message: string, key?: string, allowed?: string, meant?: string}} Problem */

/** What the server says of a text, a moment after it was written. @returns {{problems: Problem[], plan: object|null, isReading: boolean}} */
function useReading(text, extended) {
  const [answer, setAnswer] = useState({ text: null, problems: [], plan: null });
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        await post(at(["validate"]), text, YAML, abort.signal); // a plan reads the images, which may take longer
        const plan = await post(at(["plan"], { trials: 0, extends: extended }), text, YAML, abort.signal);
        setAnswer({ text, problems: [], plan });
      } catch (error) {
        if (error.name !== "AbortError") setAnswer({ text, problems: problemsOf(error), plan: null });
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return { ...answer, isReading: answer.text !== text };
}

function problemsOf(error) {
  return error.problems.length > 0 ? error.problems : [{ message: error.message }];
}

function Editor({ beginning, extended, isNew, session }) {
  const [text, setText] = useState(beginning);
  const [priority, setPriority] = useState("0");
  const [isSending, setSending] = useState(false);
  const reading = useReading(text, extended);
  const area = useRef(null);
  const write = (value) => {
    setText(value);
    if (isNew) keep(DRAFT, value);
  };
  const hand = async (event) => {
    event.preventDefault();
    setSending(true);
    try {
      const sweep = extended ? await post(verb(extended, "extend"), text, YAML) : await post(at(["sweeps"], { priority }), text, YAML);
      if (isNew) keep(DRAFT, "");
      tell(extended ? `${sweep.id} is extended.` : `${sweep.id} is handed in.`);
      go(["sweeps", sweep.id], {});
    } catch (error) {
      tell(error.message.split("\n")[0], true);
    } finally {
      setSending(false);
    }
  };
  const hasNothingNew = extended !== null && reading.plan?.toRun === 0;
  const mayHandIn = session && session.role !== "viewer";
  return h("form", { class: "editor", onSubmit: hand },
    h("div", { class: "paper" }, h(Text, { text, write, problems: reading.problems, area })),
    h("div", { class: "beside" },
      h(Judgement, { reading, isMore: extended !== null, onLine: (line) => jump(area.current, line) }),
      extended ? null : h("label", { class: "field" }, h("span", null, "Priority"),
        h("input", { type: "number", min: -1000, max: 1000, value: priority, onInput: (event) => setPriority(event.currentTarget.value) })),
      h("div", { class: "actions" },
        h("button", { type: "submit", class: "main", disabled: isSending || reading.isReading || reading.problems.length > 0 || hasNothingNew || !mayHandIn },
          extended ? "Extend the sweep" : "Hand in"),
        isNew ? h(StartAgain, { write }) : h(Link, { class: "button", path: extended ? ["sweeps", extended] : [] }, "Back")),
      mayHandIn ? null : h("p", { class: "soft" }, "You may look, and not hand in.")));
}

function StartAgain({ write }) {
  const example = useData("/example.yaml");
  const again = async () => {
    const answer = await askReader({ title: "Start from the example?", text: "What you have written is lost.", yes: "Start again", isDanger: true });
    if (answer !== null) write(example.data);
  };
  return example.data ? h("button", { type: "button", onClick: again }, "Example") : null;
}

/** A text with numbers of lines, of which those with problems are marked. */
function Text({ text, write, problems, area }) {
  const lines = text.split("\n");
  const bad = new Set(problems.map((problem) => problem.line));
  const gutter = useRef(null);
  return h("div", { class: "text" },
    h("ol", { class: "gutter", ref: gutter, "aria-hidden": "true" }, lines.map((_, i) => h("li", { key: i, class: bad.has(i + 1) ? "wrong" : undefined }, i + 1))),
    h("textarea", {
      ref: area, value: text, spellcheck: false, autocapitalize: "off", autocomplete: "off", wrap: "off", rows: Math.max(12, lines.length + 1),
      "aria-label": "Sweep file", "aria-invalid": String(problems.length > 0), "aria-describedby": "judgement",
      onInput: (event) => write(event.currentTarget.value),
    }));
}

function jump(area, line) {
  const lines = area.value.split("\n");
  const from = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(from, from + lines[line - 1].length);
}

function Judgement({ reading, isMore, onLine }) {
  const { problems, plan, isReading } = reading;
  return h("div", { id: "judgement", role: "status", class: isReading ? "judgement reading" : "judgement" },
    problems.length > 0 ? h("div", null, h("h2", { class: "bad" }, plural(problems.length, "problem")),
      h("ol", { class: "problems" }, problems.map((problem, i) => h("li", { key: i }, problem.line
        ? h("button", { type: "button", class: "line", onClick: () => onLine(problem.line) }, `line ${problem.line}`) : null,
      h("span", null, withoutLine(problem)))))) : null,
    plan ? h(Plan, { plan, isMore }) : null,
    !plan && problems.length === 0 ? h("p", { class: "empty" }, "Reading \u2026") : null);
}

/** The line is said before it. */
function withoutLine(problem) {
  return problem.line ? problem.message.replace(new RegExp(`^[^\\s:]*:${problem.line}:\\s*`), "") : problem.message;
}

/** @param {{plan: object, isMore: boolean}} props `isMore` where some of them are there already */
function Plan({ plan, isMore }) {
  return h("div", null, h("h2", null, isMore ? `${count(plan.toRun)} more of ${plural(plan.total, "trial")}` : plural(plan.toRun, "trial")),
    h(Facts, { facts: [
      ["Points of the grid", plan.points === plan.total ? null : count(plan.points)],
      ["A trial takes", `about ${duration(plan.secondsPerTrial)}`],
      ["Cost", plan.toRun === 0 ? null : `about ${duration(plan.secondsPerTrial * plan.toRun)} of one core`],
      ["Time", plan.toRun === 0 ? null : `about ${duration(plan.secondsLeft)} on ${plural(plan.cores, "slot")}, if it has them for itself`], ["Data", plan.dataset.split("/").at(-1)],
    ] }),
    plan.notices.map((notice) => h("p", { key: notice, class: "soft" }, notice)));
}
