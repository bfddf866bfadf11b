import { h } from "../dom.js";
import { at } from "../api.js";
import { Copy, Link } from "../parts.js";

export function FilePart({ sweep, session }) {
  const lines = (sweep.file ?? "").replace(/\n$/, "").split("\n");
  const mayHandIn = session && session.role !== "viewer";
  return h("section", { class: "part" },
    h("p", null, "The settings as they were sent", sweep.directory ? h("span", { class: "soft" }, `; results are in ${sweep.directory}`) : "", "."),
    h("div", { class: "actions" },
      h(Copy, { text: sweep.file ?? "" }, "Copy"),
      h("a", { class: "button", href: at(["sweeps", sweep.id, "file"]), download: `${sweep.name}.yaml` }, "Download"),
      mayHandIn ? h(Link, { class: "button", path: ["new"], query: { from: sweep.id } }, "Use for a new sweep") : null),
    h("pre", { class: "file" }, h("ol", null, lines.map((line, i) => h("li", { key: i }, h("code", null, line || " "))))));
}
