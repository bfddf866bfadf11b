// From values to places, with ticks.
import { number } from "./format.js";

const STEPS = [1, 2, 5, 10];

/** @typedef {{at: (value: number) => number, ticks: {value: number, text: string}[], low: number, high: number}} Scale */

function step(span, most) {
  const rough = span / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * STEPS.find((one) => one * power >= rough * 0.999);
}

/** @param {boolean} isWhole whether there is nothing between whole numbers, so that ticks stand at these alone @returns {Scale} */
export function linear(low, high, from, to, most = 5, isWhole = false) {
  if (!(high > low)) {
    const half = Math.abs(low) * 0.1 || 1;
    [low, high] = [low - half, high + half];
  }
  const size = Math.max(isWhole ? 1 : 0, step(high - low, most));
  const ticks = [];
  for (let i = Math.ceil(low / size - 1e-9); i * size <= high + size * 1e-9; i++) {
    const value = Number.parseFloat((i * size).toPrecision(12));
    ticks.push({ value, text: number(value) });
  }
  return { at: (value) => from + (to - from) * (value - low) / (high - low), ticks, low, high };
}

/** @returns {Scale} of positive values */
export function log(low, high, from, to, most = 6) {
  if (!(high > low)) [low, high] = [low / 1.5, high * 1.5];
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const at = (value) => from + (to - from) * (Math.log10(value) - first) / (last - first);
  return { at, ticks: logTicks(first, last, most), low, high };
}

function logTicks(first, last, most) {
  const digits = last - first < 1 ? [1, 1.5, 2, 3, 5, 7] : last - first < 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((last - first) / most));
  const ticks = [];
  for (let power = Math.floor(first); power <= Math.ceil(last); power++) {
    if (power % every !== 0) continue;
    for (const digit of digits) {
      const value = digit * 10 ** power;
      const place = Math.log10(value);
      if (place >= first - 1e-9 && place <= last + 1e-9) ticks.push({ value, text: number(value) });
    }
  }
  return ticks;
}

/** Logarithmic, with a place apart for zero where there is one: of lambda and SNR. @returns {Scale} */
export function logWithZero(values, from, to, most = 6) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return linear(0, 1, from, to, most);
  const hasZero = values.includes(0);
  const scale = log(...extent(positive), hasZero ? from + (to - from) * 0.12 : from, to, most);
  if (!hasZero) return scale;
  return { ...scale, at: (value) => (value === 0 ? from : scale.at(value)), ticks: [{ value: 0, text: "0" }, ...scale.ticks] };
}

/** Logarithmic where all values are positive and far apart, with a little room at both ends. @returns {Scale} */
export function fitting(values, from, to, most = 5, room = 0.04) {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return linear(0, 1, from, to, most);
  const [low, high] = extent(known);
  if (low > 0 && high / low > 30) {
    const more = (high / low) ** room;
    return log(low / more, high * more, from, to, most);
  }
  const more = (high - low) * room;
  return linear(low - more, high + more, from, to, most);
}

/**
 * The means, and the ends of their intervals as far as these do not dwarf them: an interval of two seeds may be very wide.
 *
 * @param {number} share of the span of the means that intervals may add at each end
 */
export function withEnds(means, ends, share) {
  const known = means.filter((value) => Number.isFinite(value) && value !== null);
  const given = ends.filter((value) => Number.isFinite(value) && value !== null);
  const [low, high] = extent(known);
  if (!(high > low)) return [...known, ...given];
  const room = (high - low) * share;
  return [...known, ...given.map((value) => Math.min(high + room, Math.max(low > 0 ? Math.max(low / 2, low - room) : low - room, value)))];
}

export function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Equal steps for each of `texts`. */
export function categories(texts, from, to) {
  const gap = (to - from) / Math.max(1, texts.length - 1);
  const places = new Map(texts.map((text, i) => [text, texts.length < 2 ? (from + to) / 2 : from + i * gap]));
  const every = Math.ceil(texts.length / 14);
  const ticks = texts.filter((_, i) => i % every === 0).map((text) => ({ value: text, text }));
  return { at: (text) => places.get(text), ticks };
}
