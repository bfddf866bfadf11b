// The report's colours: of Okabe and Ito for kinds, of viridis for values with an order. On dark paper they are lighter.

const ON_LIGHT = [0x440154, 0x46327e, 0x365c8d, 0x277f8e, 0x1fa187, 0x4ac16d, 0x8fb51e, 0xb89b00];
const ON_DARK = [0xc79df2, 0x9d9cf0, 0x79a8ec, 0x55b7d6, 0x45c8ae, 0x71d67e, 0xb2de4e, 0xf5e04a];
const VIRIDIS = [0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725];
const DASHES = [null, "7 3", "2 3", "9 3 2 3"];

/** The colour of the kind with this number; seven differ. */
export function kind(index) {
  return `var(--kind-${index % 7})`;
}

export function dash(index) {
  return DASHES[index % DASHES.length];
}

/** The colour of the value at `index` of `count` in order. */
export function ordered(index, count) {
  return along(count < 2 ? 0 : index / (count - 1));
}

/** The colour at a share of an order. */
export function along(share) {
  return `light-dark(${text(between(ON_LIGHT, share))},${text(between(ON_DARK, share))})`;
}

/** The kind's colour, paler for the first of `count` in order than for the last. */
export function shade(kindIndex, index, count) {
  const share = count < 2 ? 100 : Math.round(55 + 45 * index / (count - 1));
  return share === 100 ? kind(kindIndex) : `color-mix(in oklab, ${kind(kindIndex)} ${share}%, var(--paper))`;
}

/** Colours of `count` series: of an order, or of kinds with dashes from the eighth on. */
export function series(count, isOrdered) {
  return Array.from({ length: count }, (_, index) => (isOrdered || count > 28
    ? { color: ordered(index, count), dash: null }
    : { color: kind(index), dash: dash(Math.floor(index / 7)) }));
}

/** The colour of a cell and of the text in it. */
export function heat(share) {
  const rgb = between(VIRIDIS, Math.min(1, Math.max(0, share)));
  const [red, green, blue] = rgb.map((value) => (value / 255) ** 2.2);
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return { background: text(rgb), color: light > 0.19 ? "#111111" : "#ffffff" };
}

function between(colors, share) {
  const place = share * (colors.length - 1);
  const low = Math.min(colors.length - 2, Math.floor(place));
  const [one, other] = [rgb(colors[low]), rgb(colors[low + 1])];
  return one.map((value, i) => Math.round(value + (place - low) * (other[i] - value)));
}

function rgb(value) {
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}

function text([red, green, blue]) {
  return `rgb(${red} ${green} ${blue})`;
}
