// What is told to the reader, and what is asked before something is lost.
import { h, Store, useEffect, useRef, useState, useStore } from "./dom.js";

const messages = new Store([]);
const question = new Store(null);
const spoken = new Store("");
let number = 0;

/** Shown for some seconds, and read aloud. */
export function tell(text, isBad = false) {
  const message = { text, isBad, number: ++number };
  messages.set([...messages.value, message].slice(-4));
  spoken.set(text);
  setTimeout(() => messages.set(messages.value.filter((one) => one !== message)), isBad ? 12_000 : 4_000);
}

/** Read aloud only. */
export function announce(text) {
  spoken.set(text);
}

export function Messages() {
  const shown = useStore(messages);
  const text = useStore(spoken);
  return h("div", { class: "messages" },
    h("div", { class: "unseen", role: "status", "aria-live": "polite", id: "live" }, text),
    shown.map((message) => h("div", { key: message.number, class: message.isBad ? "message bad" : "message" }, message.text,
      h("button", {
        type: "button", "aria-label": "Dismiss", onClick: () => messages.set(messages.value.filter((one) => one !== message)),
      }, "\u00d7"))));
}

/**
 * Asks, and answers what was written (a text, empty without a field), or null for no.
 *
 * @param {{title: string, text: string, yes: string, isDanger?: boolean, field?: {label: string, value: string, type?: string}}} asked
 * @returns {Promise<string|null>}
 */
export function askReader(asked) {
  return new Promise((resolve) => question.set({ ...asked, resolve }));
}

export function Question() {
  const asked = useStore(question);
  return asked === null ? null : h(Dialog, { asked });
}

function Dialog({ asked }) {
  const ref = useRef(null);
  const [value, setValue] = useState(asked.field?.value ?? "");
  useEffect(() => {
    const before = document.activeElement;
    ref.current.showModal();
    return () => before?.focus?.();
  }, []);
  const answer = (text) => {
    question.set(null);
    asked.resolve(text);
  };
  const submit = (event) => {
    event.preventDefault();
    answer(value);
  };
  return h("dialog", { ref, class: "question", "aria-labelledby": "asked", onCancel: () => answer(null) },
    h("form", { onSubmit: submit },
      h("h2", { id: "asked" }, asked.title), h("p", null, asked.text),
      asked.field ? h("label", { class: "field" }, h("span", null, asked.field.label), h("input", {
        value, onInput: (event) => setValue(event.currentTarget.value), ...asked.field.attributes,
      })) : null,
      h("div", { class: "buttons" },
        h("button", { type: "button", onClick: () => answer(null) }, "Back"),
        h("button", { type: "submit", class: asked.isDanger ? "danger" : "main" }, asked.yes))));
}
