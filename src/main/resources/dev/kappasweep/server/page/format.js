// Numbers and times as people read them.

/** How many units of the decimal at `places` the size of a number is: its shortest decimal text is rounded half up, as the command line rounds it. */
function units(value, places) {
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
  const digits = BigInt(mantissa.replace(".", ""));
  const shift = Number(exponent) - Math.max(0, mantissa.length - 2) + places;
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const one = 10n ** BigInt(-shift);
  return (2n * digits + one) / (2n * one);
}

const sign = (value) => (value < 0 || Object.is(value, -0) ? "-" : "");

/** With this many decimals, one at least. */
export function fixed(value, places) {
  if (!Number.isFinite(value)) return number(value);
  const digits = units(value, places).toString().padStart(places + 1, "0");
  return `${sign(value)}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

const exponentOf = (value) => Number(value.toExponential().split("e")[1]);

/** A finite number other than 0 with three digits. */
function exponential(value) {
  const exponent = exponentOf(value);
  const digits = units(value, 2 - exponent).toString(); // 9.995 has four then
  return `${sign(value)}${digits[0]}.${digits.slice(1, 3)}e${exponent + digits.length - 3}`;
}

export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "";
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${fixed(seconds, 1)} s`;
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
  if (size === 0) return "0";
  if (size >= 1e6 || size < 1e-4) return exponential(value);
  const places = 3 - exponentOf(value);
  return Number(`${sign(value)}${units(value, places)}e${-places}`).toString();
}

/** The number that a text of a parameter is; NaN for a word. */
export function numberOf(text) {
  if (text === "inf") return Infinity;
  return text === "" || text === undefined ? Number.NaN : Number(text);
}
