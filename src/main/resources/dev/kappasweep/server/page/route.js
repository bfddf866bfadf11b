// Where the reader is: /sweeps/ID?tab=trials&sort=-seconds. Everything that a view shows can be found again by its address.
import { useEffect, useState } from "./dom.js";

const CHANGED = "kappasweep-address";

/** @returns {{path: string[], query: URLSearchParams}} */
export function current() {
  return { path: location.pathname.split("/").filter(Boolean).map(decode), query: new URLSearchParams(location.search) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @param {string[]} path @param {Object<string, string|null>} [query] of which empty values are left out */
export function address(path, query = {}) {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") parts.set(name, value);
  }
  const text = parts.toString();
  return "/" + path.map(encodeURIComponent).join("/") + (text ? "?" + text : "");
}

export function go(path, query) {
  open(address(path, query), true);
}

function open(url, isNewPlace) {
  history[isNewPlace ? "pushState" : "replaceState"](null, "", url);
  dispatchEvent(new Event(CHANGED));
}

/** Changes some of what is asked for; what is null goes. Without `isNewPlace` the browser's way back does not see it. */
export function ask(changes, isNewPlace = true) {
  const { path, query } = current();
  const url = address(path, { ...Object.fromEntries(query), ...changes });
  if (url !== location.pathname + location.search) open(url, isNewPlace);
}

export function useRoute() {
  const [route, setRoute] = useState(current);
  useEffect(() => {
    const follow = () => setRoute(current());
    addEventListener("popstate", follow);
    addEventListener(CHANGED, follow);
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener(CHANGED, follow);
    };
  }, []);
  return route;
}

/** Links within the page are followed without loading it again; those to the API, and those that open elsewhere, are the browser's. */
export function followLinks(event) {
  const link = event.target.closest?.("a[href]");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented || link.target || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  const isOurs = url.origin === location.origin && !url.hash && (url.pathname === "/" || /^\/(sweeps|compare|new)(\/|$)/.test(url.pathname));
  if (!isOurs) return;
  event.preventDefault();
  const isOtherPage = url.pathname !== location.pathname;
  open(url.pathname + url.search, true);
  if (!isOtherPage) return;
  scrollTo(0, 0);
  requestAnimationFrame(() => document.getElementById("main")?.focus());
}
