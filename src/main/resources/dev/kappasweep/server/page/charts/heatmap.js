// Lambda x SNR as a table whose cells have colours: it is read aloud as it is seen.
import { h } from "../dom.js";
import { heat } from "../palette.js";
import { extent } from "../scale.js";
import { isBetterWhenLarger, valueText } from "../quantity.js";

/**
 * @param {{rows: {key: string, text: string, cells: ({mean: number, low?: number, high?: number, n: number}|undefined)[]}[], columns: string[],
 *   quantity: string, caption: string, corner: string}} props a row's cells are in the order of the columns
 */
export function HeatMap({ rows, columns, quantity, caption, corner }) {
  const known = rows.flatMap((row) => row.cells).filter((cell) => Number.isFinite(cell?.mean)).map((cell) => cell.mean);
  const [low, high] = known.length === 0 ? [0, 1] : extent(known);
  const share = (value) => {
    const place = high > low ? (value - low) / (high - low) : 0.5;
    return isBetterWhenLarger(quantity) ? place : 1 - place;
  };
  return h("div", { class: "scroll" }, h("table", { class: "heat" },
    h("caption", null, caption),
    h("thead", null, h("tr", null, h("th", { scope: "col" }, h("span", null, corner)),
      columns.map((column) => h("th", { key: column, scope: "col" }, h("span", null, column))))),
    h("tbody", null, rows.map((row) => h("tr", { key: row.key }, h("th", { scope: "row" }, row.text),
      row.cells.map((cell, i) => h(Cell, { key: columns[i], cell, quantity, share })))))));
}

function Cell({ cell, quantity, share }) {
  if (!Number.isFinite(cell?.mean)) return h("td", { class: "none" }, "\u2013");
  const interval = cell.low === undefined ? "" : `, 95 % interval ${valueText(quantity, cell.low)} to ${valueText(quantity, cell.high)}`;
  return h("td", { style: heat(share(cell.mean)), title: `mean of ${cell.n}${interval}` }, valueText(quantity, cell.mean));
}
