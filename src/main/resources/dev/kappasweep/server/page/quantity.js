// What is measured: `kappa(W1)`, `accuracy(inf)`, `trainLoss`.
import { fixed, number } from "./format.js";

const LARGER = new Set(["accuracy", "validationAccuracy", "psnr", "ssim", "stableRank"]);
const TWO_DECIMALS = new Set([
  "kappa", "numericalKappa", "sigmaMax", "sigmaMin", "stableRank", "accuracy", "psnr", "error", "validationAccuracy", "seconds",
]);
const TITLES = {
  kappa: "\u03ba", accuracy: "accuracy", mse: "MSE", psnr: "PSNR", ssim: "SSIM", error: "error", errorRatio: "error ratio",
  trainLoss: "training loss", loss: "training loss", validationAccuracy: "validation accuracy", validationLoss: "validation loss",
  penalty: "penalty", seconds: "seconds",
};
const UNITS = { accuracy: "%", validationAccuracy: "%", psnr: "dB", seconds: "s" };

/** @returns {{metric: string, of: string}} `of` is a layer or an SNR, or empty */
export function parts(text) {
  const found = /^([^(]+)\((.*)\)$/.exec(text);
  return found ? { metric: found[1], of: found[2] } : { metric: text, of: "" };
}

export function isBetterWhenLarger(text) {
  return LARGER.has(parts(text).metric);
}

/** For people, with its unit: `accuracy at SNR 0.5 (%)`. */
export function title(text) {
  const { metric, of } = parts(text);
  const name = TITLES[metric] ?? metric;
  if (metric === "kappa") return of ? `${name}(${of})` : name;
  const where = of === "" ? "" : of === "inf" ? " without noise" : ` at SNR ${of}`;
  return name + where + (UNITS[metric] ? ` (${UNITS[metric]})` : "");
}

export function valueText(text, value) {
  if (value === null || value === undefined || !Number.isFinite(value)) return number(value);
  if (TWO_DECIMALS.has(parts(text).metric) && Math.abs(value) < 1e5) return fixed(value, 2);
  return Math.abs(value) < 1e5 && Math.abs(value) >= 1e-3 ? fixed(value, 4) : number(value);
}
