// The configurations of a sweep, and which of them are looked at.
import { h, useMemo } from "./dom.js";
import { series as colours, shade } from "./palette.js";
import { Select } from "./parts.js";
import { ask } from "./route.js";

const ANY = "";

/** The axes on which configurations differ, lambda among them; seeds are not told apart. */
export function axesOf(sweep) {
  return (sweep.axes ?? []).filter((axis) => axis.name !== "seed" && axis.values.length > 1);
}

/** A colour for each of `items`: in order where only lambda varies; else a kind for each value of the other axis, paler where lambda is small. */
export function useColours(sweep, items) {
  return useMemo(() => {
    const axes = axesOf(sweep);
    const lambda = axes.find((axis) => axis.name === "lambda");
    const others = axes.filter((axis) => axis.name !== "lambda");
    if (lambda && others.length === 1 && others[0].values.length <= 7) return shaded(items, lambda, others[0]);
    if (lambda && others.length === 0) return ordered(items, lambda);
    const given = colours(items.length, false);
    return new Map(items.map((item, i) => [item.text, given[i]]));
  }, [sweep.axes, items.map((item) => item.text).join("\n")]);
}

/** Whichever are looked at and in whatever order. */
function ordered(items, lambda) {
  const given = colours(lambda.values.length, true);
  return new Map(items.map(({ text, parameters }) => [text, given[Math.max(0, lambda.values.indexOf(parameters.lambda))]]));
}

function shaded(items, lambda, other) {
  return new Map(items.map(({ text, parameters }) => {
    const kindOf = other.values.indexOf(parameters[other.name]); // without a penalty there is no regularizer
    const step = Math.max(0, lambda.values.indexOf(parameters.lambda));
    return [text, { color: kindOf < 0 ? "var(--soft)" : shade(kindOf, step, lambda.values.length), dash: null }];
  }));
}

/** `f.solver=exact` in the address: what the axes are held at. */
export function held(query) {
  return Object.fromEntries([...query].filter(([name]) => name.startsWith("f.")).map(([name, value]) => [name.slice(2), value]));
}

/** As the server's filter writes it. */
export function filterText(query) {
  return Object.entries(held(query)).map(([name, value]) => `${name}=${value}`).join(",");
}

/** Selects for all axes that vary but those of `without`. */
export function AxisFilters({ sweep, query, without = [] }) {
  const axes = axesOf(sweep).filter((axis) => !without.includes(axis.name));
  if (axes.length === 0) return null;
  const now = held(query);
  return axes.map((axis) => h(Select, {
    key: axis.name, label: axis.name, value: now[axis.name] ?? ANY, options: [[ANY, "all"], ...axis.values.map((value) => [value, value])],
    onValue: (value) => ask({ [`f.${axis.name}`]: value || null }, false),
  }));
}
