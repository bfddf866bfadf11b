// Numbers and times as people read them.

export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "";
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const parts = [[Math.floor(whole / 86_400), "d"], [Math.floor(whole / 3_600) % 24, "h"], [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"]];
  const first = parts.findIndex(([count]) => count > 0);
  return parts.slice(first, first + 2).filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

const two = (value) => String(value).padStart(2, "0");

/** In the reader's time zone. */
export function time(text) {
  const date = new Date(text);
  if (!text || Number.isNaN(date.getTime())) return "";
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function count(value) {
  return Math.round(value ?? 0).toString().replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

export function plural(value, one, many = one + "s") {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function percent(share) {
  const value = 100 * (share ?? 0);
  return value > 0 && value < 1 ? "< 1 %" : `${Math.floor(value)} %`;
}

/** With four digits that count. */
export function number(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return value.toExponential(2).replace("e+", "e");
  return Number.parseFloat(value.toPrecision(4)).toString();
}

/** The number that a text of a parameter is; NaN for a word. */
export function numberOf(text) {
  if (text === "inf") return Infinity;
  return text === "" || text === undefined ? Number.NaN : Number(text);
}
