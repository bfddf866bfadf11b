// What may be done with a sweep in its state, by whom.
import { h, useState } from "./dom.js";
import { at, patch, post, remove, verb } from "./api.js";
import { askReader, tell } from "./messages.js";
import { go } from "./route.js";
import { failed, hasEnded, Link } from "./parts.js";

const GOING = new Set(["QUEUED", "STARTING", "RUNNING"]);

function maySteer(sweep, session) {
  return session.role === "operator" || (session.role === "submitter" && session.user === sweep.owner);
}

function askCancel(sweep) {
  return askReader({
    title: `Cancel ${sweep.id}?`, yes: "Cancel the sweep", isDanger: true, field: { label: "Reason, for the others", value: "" },
    text: "Its trials in training are stopped. What has ended stays, and the sweep can be resumed.",
  });
}

function askPriority(sweep) {
  return askReader({
    title: `Priority of ${sweep.id}`, yes: "Set", text: "A sweep with a higher priority goes first. From -1000 to 1000; it is 0 unless somebody sets it.",
    field: { label: "Priority", value: String(sweep.priority), attributes: { type: "number", min: -1000, max: 1000, required: true } },
  });
}

function askDelete(sweep) {
  return askReader({
    title: `Delete ${sweep.id}?`, yes: "Delete it with its results", isDanger: true,
    text: "Its file, its results and its log are deleted. This cannot be undone.",
  });
}

const steer = (name) => (sweep, reason = "") => post(verb(sweep.id, name), { reason });

/** `asks` answers null where the reader does not want it after all; what is told is told first, since its effect may be known before its answer. */
const VERBS = [
  { name: "Pause", tells: "Pausing", does: steer("pause"), is: (sweep) => GOING.has(sweep.state) && sweep.wanted === "RUN" },
  { name: "Resume", tells: "Resuming", does: steer("resume"), is: (sweep) => ["PAUSED", "PAUSING", "STOPPED", "FAILED"].includes(sweep.state) },
  { name: "Retry failed", tells: "Retrying", does: steer("retry"), is: (sweep) => sweep.state === "COMPLETED" && failed(sweep) > 0 },
  {
    name: "Cancel", tells: "Cancelling", isDanger: true, asks: askCancel, does: steer("cancel"),
    is: (sweep) => !hasEnded(sweep) && sweep.state !== "STOPPING",
  },
  {
    name: "Priority", tells: "Setting the priority of", asks: askPriority, is: (sweep) => !hasEnded(sweep),
    does: (sweep, text) => patch(at(["sweeps", sweep.id]), { priority: Number(text) }),
  },
  {
    name: "Delete", tells: "Deleting", isDanger: true, asks: askDelete, does: (sweep) => remove(at(["sweeps", sweep.id])),
    is: (sweep) => hasEnded(sweep) || sweep.state === "PAUSED",
  },
];

/** @param {{sweep: object, session: object, onChange: (sweep: object) => void, few?: boolean}} props `few` for those of a line of a list */
export function Actions({ sweep, session, onChange, few = false }) {
  const [busy, setBusy] = useState(null);
  if (!session || !maySteer(sweep, session)) return null;
  const act = async (one) => {
    const wish = one.asks ? await one.asks(sweep) : "";
    if (wish === null) return;
    setBusy(one.name);
    try {
      tell(`${one.tells} ${sweep.id}`);
      const answer = await one.does(sweep, wish);
      if (one.name === "Delete") go([], {});
      else onChange(answer);
    } catch (error) {
      tell(error.message, true);
    } finally {
      setBusy(null);
    }
  };
  const shown = VERBS.filter((one) => one.is(sweep) && !(few && ["Delete", "Priority"].includes(one.name)));
  const mayExtend = !few && sweep.state !== "STOPPING";
  const extend = mayExtend ? h(Link, { path: ["new"], query: { extend: sweep.id }, class: "button" }, "Extend") : null;
  return h("div", { class: "actions" }, extend, shown.map((one) => h("button", {
    key: one.name, type: "button", disabled: busy !== null, class: one.isDanger ? "danger" : undefined,
    "aria-label": few ? `${one.name} ${sweep.id}` : undefined, onClick: () => act(one),
  }, one.name)));
}
