import { h, render, useEffect, useState, useStore } from "./dom.js";
import { at, login, useData } from "./api.js";
import { connection } from "./live.js";
import { current, followLinks, useRoute } from "./route.js";
import { Link } from "./parts.js";
import { Messages, Question } from "./messages.js";
import { Overview } from "./views/overview.js";
import { Sweep } from "./views/sweep.js";
import { Trial } from "./views/trial.js";
import { Compare } from "./views/compare.js";
import { NewSweep } from "./views/new.js";
import { Refused } from "./views/refused.js";

const THEMES = [["", "System colours"], ["light", "Light"], ["dark", "Dark"]];

function themeNow() {
  return document.documentElement.dataset.theme ?? "";
}

function ThemeSwitch() {
  const [theme, setTheme] = useState(themeNow());
  const choose = (value) => {
    if (value) document.documentElement.dataset.theme = value;
    else delete document.documentElement.dataset.theme;
    try {
      localStorage.setItem("kappasweep-theme", value);
    } catch { /* it holds until the page is left */ }
    setTheme(value);
  };
  return h("select", { class: "theme", "aria-label": "Colours", value: theme, onChange: (event) => choose(event.currentTarget.value) },
    THEMES.map(([value, text]) => h("option", { key: value, value, selected: value === theme }, text)));
}

function Bar({ session, path }) {
  const is = (name) => ((path[0] ?? "sweeps") === name ? "page" : undefined);
  return h("header", { class: "bar" },
    h("a", { class: "skip", href: "#main" }, "To the content"),
    h("a", { href: "/", class: "mark" }, h("img", { src: "/icon.svg", alt: "", width: 22, height: 22 }), "Kappasweep"),
    h("nav", { "aria-label": "Pages" }, h("ul", null,
      h("li", null, h(Link, { path: [], "aria-current": is("sweeps") }, "Sweeps")),
      h("li", null, h(Link, { path: ["compare"], "aria-current": is("compare") }, "Compare")),
      session && session.role !== "viewer" ? h("li", null, h(Link, { path: ["new"], "aria-current": is("new") }, "New sweep")) : null)),
    h("div", { class: "who" }, session ? h("span", { class: "soft", title: `role: ${session.role}` }, session.user) : null, h(ThemeSwitch)));
}

function Banner() {
  const state = useStore(connection);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(state === "lost"), state === "lost" ? 700 : 0);
    return () => clearTimeout(timer);
  }, [state]);
  return h("div", { role: "status", class: isShown ? "banner" : "unseen" },
    isShown ? "The server does not answer. What is shown is the last that is known; the page goes on by itself." : "");
}

function View({ path, query, session }) {
  const [first, id, part, trial] = path;
  if (first === undefined) return h(Overview, { query, session });
  if (first === "sweeps" && part === "trials" && trial) return h(Trial, { key: trial, id, trial, query, session });
  if (first === "sweeps" && id && !part) return h(Sweep, { key: id, id, query, session });
  if (first === "compare") return h(Compare, { query });
  if (first === "new") return h(NewSweep, { key: query.toString(), query, session });
  return h("main", { id: "main", tabindex: -1 }, h("h1", null, "There is nothing here"), h("p", null, h(Link, { path: [] }, "To the sweeps")));
}

function Page() {
  const { path, query } = useRoute();
  const state = useStore(login);
  const { data: session, refresh } = useData(at(["session"]));
  const live = useStore(connection);
  useEffect(() => {
    if (live === "open") refresh();
  }, [live]);
  useEffect(() => {
    if (session) login.set("known");
  }, [session]);
  if (state === "refused") return h(Refused);
  return h("div", { class: "frame" }, h(Bar, { session, path }), h(Banner), h(View, { path, query, session }), h(Messages), h(Question));
}

document.addEventListener("click", followLinks);
const place = document.getElementById("page");
place.replaceChildren();
render(h(Page), place);
document.documentElement.dataset.ready = current().path.join("/") || "sweeps";
