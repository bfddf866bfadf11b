// Loss, kappa of each layer and accuracy as they arrive: the mean over the seeds of each configuration, and its 95 % interval.
import { h, useEffect, useMemo } from "../dom.js";
import { at, useData } from "../api.js";
import { Curves } from "../charts/curves.js";
import { capital } from "../charts/frame.js";
import { Legend } from "../charts/legend.js";
import { AxisFilters, filterText, useColours } from "../configurations.js";
import { count } from "../format.js";
import { Failure, hasEnded, Reading, Select } from "../parts.js";
import { parts, title, valueText } from "../quantity.js";
import { ask } from "../route.js";

const LIMITS = ["12", "50", "200"];

export function CurvesPart({ sweep, query, ticks }) {
  const limit = query.get("limit") ?? "50";
  const filter = filterText(query);
  const asked = { limit, filter, points: 200 };
  const loss = useCurves(sweep, { metric: "loss", ...asked }, ticks);
  const curves = loss.data?.curves ?? [];
  const colours = useColours(sweep, curves);
  const chosen = query.get("c");
  const choose = (key) => ask({ c: key }, false);
  if (loss.data === null) return loss.error ? h(Failure, { error: loss.error, onRetry: loss.refresh }) : h(Reading, { sweep, of: "the curves" });
  if (hasEnded(sweep) && curves.every((curve) => curve.epoch.length === 0)) return h("p", { class: "empty" }, "No trial has come to the end of an epoch.");
  const shared = { sweep, asked, ticks, colours, chosen, onChoose: choose };
  return h("section", { class: "part" },
    h("div", { class: "filters" }, h(AxisFilters, { sweep, query }),
      h(Select, {
        label: "At most", value: limit, options: LIMITS.map((text) => [text, `${text} curves`]),
        onValue: (value) => ask({ limit: value === "50" ? null : value }, false),
      })),
    loss.data.left_out > 0 ? h("p", { class: "soft" },
      `The first ${limit} configurations; ${count(loss.data.left_out)} more are left out. Choose values above to see them.`) : null,
    h(Legend, { series: curves.map((curve) => ({ key: curve.text, text: curve.text, ...colours.get(curve.text) })), chosen, onChoose: choose }),
    h("div", { class: "charts" },
      h(Metric, { ...shared, metric: "loss", answer: loss }),
      sweep.layers.map((layer) => h(Fetched, { key: layer, ...shared, metric: "kappa", layer })),
      h(Fetched, { ...shared, metric: "validationAccuracy" }),
      h(AgainstSnr, { ...shared, query })));
}

function useCurves(sweep, asked, ticks) {
  const answer = useData(at(["sweeps", sweep.id, "curves"], asked));
  const count = ticks.epochs + ticks.trials;
  useEffect(() => {
    if (count > 0) answer.refresh();
  }, [count]);
  return answer;
}

function Fetched({ sweep, asked, ticks, metric, layer, ...shared }) {
  const answer = useCurves(sweep, { metric, layer, ...asked }, ticks);
  if (answer.data === null && !answer.error) return metric === "kappa" ? h(Reading, { sweep, of: title(`kappa(${layer})`) }) : null;
  if (metric === "validationAccuracy" && !answer.data?.curves.some((curve) => curve.epoch.length > 0)) return null;
  return h(Metric, { ...shared, metric, layer, answer });
}

const NOTES = { kappa: "of the weights after each epoch", loss: "mean over the seeds and its 95 % interval" };

function Metric({ metric, layer, answer, colours, chosen, onChoose }) {
  const quantity = layer ? `kappa(${layer})` : metric;
  const series = useMemo(() => (answer.data?.curves ?? []).map((curve) => ({
    key: curve.text, text: curve.text, x: curve.epoch, ...(colours.get(curve.text) ?? { color: "var(--soft)", dash: null }),
    mean: curve.mean, low: curve.low, high: curve.high,
  })), [answer.data, colours]);
  return h(Curves, {
    title: title(quantity), note: NOTES[metric], xTitle: "epoch", series, valueText: (value) => valueText(quantity, value), chosen, onChoose,
  });
}

/** What was measured on trained networks at each SNR, one curve for each configuration. */
function AgainstSnr({ sweep, ticks, colours, chosen, onChoose, asked }) {
  const answer = useData(at(["sweeps", sweep.id, "configurations"], { page_size: asked.limit, filter: asked.filter }));
  useEffect(() => {
    if (ticks.trials > 0) answer.refresh();
  }, [ticks.trials]);
  const metric = parts((answer.data?.quantities ?? []).find((name) => parts(name).of !== "" && parts(name).metric !== "kappa") ?? "").metric;
  const names = (answer.data?.quantities ?? []).filter((name) => parts(name).metric === metric && Number.isFinite(Number(parts(name).of)));
  const series = useMemo(() => (answer.data?.configurations ?? []).filter((one) => colours.has(one.text)).map((one) => {
    const known = names.map((name) => ({ snr: Number(parts(name).of), cell: one.values[name] })).filter(({ cell }) => cell).sort((a, b) => a.snr - b.snr);
    return {
      key: one.text, text: one.text, ...colours.get(one.text), x: known.map(({ snr }) => snr), mean: known.map(({ cell }) => cell.mean),
      low: known.map(({ cell }) => cell.low ?? cell.mean), high: known.map(({ cell }) => cell.high ?? cell.mean),
    };
  }), [answer.data, colours]);
  if (!metric || answer.data.configurations.length === 0) return null;
  if (answer.data.configurations.every((one) => one.ended === 0)) {
    return h("p", { class: "empty" }, `${capital(title(metric))} on the test images is measured when a trial has ended; none has yet.`);
  }
  const hasClean = answer.data.quantities.includes(`${metric}(inf)`);
  if (names.length < 2 || series.every((one) => one.x.length === 0)) return null;
  return h(Curves, {
    title: title(metric), note: `of trained networks, by the signal-to-noise ratio of the test images${hasClean ? "; SNR inf is not on this axis" : ""}`, xTitle: "SNR", series, hasLogX: true,
    valueText: (value) => valueText(metric, value), chosen, onChoose,
  });
}
