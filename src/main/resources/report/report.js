"use strict";
(() => {
  // The number a cell begins with, else its text.
  const key = (cell) => {
    const text = cell.textContent.trim();
    const number = /^[-+]?(\d[\d.]*(e[-+]?\d+)?|inf)/i.exec(text.replace(/^</, ""));
    if (!number) return text.toLowerCase();
    return number[0].toLowerCase().endsWith("inf") ? Infinity : Number.parseFloat(number[0]);
  };
  const compare = (a, b) => {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === typeof b) return a.localeCompare(b);
    return typeof a === "number" ? -1 : 1;
  };
  // A line whose first cell is empty belongs to the one before it.
  const groups = (body) => {
    const all = [];
    for (const row of body.rows) {
      if (all.length === 0 || row.cells[0].textContent !== "") all.push([]);
      all[all.length - 1].push(row);
    }
    return all;
  };
  const sort = (table, column) => {
    const head = table.tHead.rows[0].cells;
    const isUp = head[column].getAttribute("aria-sort") !== "ascending";
    for (const cell of head) cell.removeAttribute("aria-sort");
    head[column].setAttribute("aria-sort", isUp ? "ascending" : "descending");
    const body = table.tBodies[0];
    const sorted = groups(body).sort((a, b) => compare(key(a[0].cells[column]), key(b[0].cells[column])));
    if (!isUp) sorted.reverse();
    for (const group of sorted) body.append(...group);
  };
  for (const table of document.querySelectorAll("table")) {
    if (!table.tHead || table.tBodies[0].rows.length < 2) continue;
    Array.from(table.tHead.rows[0].cells).forEach((cell, column) => {
      const text = cell.textContent;
      if (text === "") return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.title = "Sort by " + text;
      button.addEventListener("click", () => sort(table, column));
      // On paper the text alone is there: a browser repeats a table's head on each page only if no button is in it.
      cell.append(button);
      cell.classList.add("sorts");
    });
  }
  const dialog = document.querySelector("dialog");
  const place = dialog.querySelector("div");
  for (const button of document.querySelectorAll("figure button")) {
    button.addEventListener("click", () => {
      place.replaceChildren(button.querySelector("svg").cloneNode(true));
      dialog.setAttribute("aria-label", button.getAttribute("aria-label"));
      dialog.showModal();
    });
  }
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  // What is folded is on paper as well.
  const folded = document.querySelectorAll("details");
  addEventListener("beforeprint", () => folded.forEach((part) => {
    part.dataset.open = part.open;
    part.open = true;
  }));
  addEventListener("afterprint", () => folded.forEach((part) => { part.open = part.dataset.open === "true"; }));
  document.documentElement.dataset.ready = "true";
})();
