// Server-sent events: what happens, as it happens. A browser comes again by itself with Last-Event-ID; where it gives up, this does.
import { Store, useEffect, useRef } from "./dom.js";
import { login } from "./api.js";

/** "connecting", "open" or "lost". */
export const connection = new Store("connecting");

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 8_000;
/** A browser opens six connections to a server at most, for all its tabs together. */
const HIDDEN_FOR = 30_000;

class Stream {
  #source = null;
  #timer = null;
  #hiding = null;
  #pause = FIRST_PAUSE;
  #hasLost = false;

  constructor(path, types, tell) {
    this.path = path;
    this.types = types;
    this.tell = tell;
    this.onVisible = () => this.#visibility();
    this.onHide = () => this.#leave();
    document.addEventListener("visibilitychange", this.onVisible);
    addEventListener("pagehide", this.onHide); // a page that a browser keeps for its way back would keep its connection
    addEventListener("pageshow", this.onVisible);
    this.#open();
  }

  #open() {
    clearTimeout(this.#timer);
    this.#source?.close();
    const source = new EventSource(this.path);
    this.#source = source;
    source.onopen = () => this.#opened();
    source.onerror = () => this.#failed(source);
    for (const type of this.types) {
      source.addEventListener(type, (event) => this.tell(type, JSON.parse(event.data || "{}")));
    }
  }

  #opened() {
    this.#pause = FIRST_PAUSE;
    connection.set("open");
    if (this.#hasLost) this.tell("again", {});
    this.#hasLost = false;
  }

  #failed(source) {
    this.#hasLost = true;
    connection.set("lost");
    if (source.readyState !== EventSource.CLOSED) return;
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 1.5);
    this.#timer = setTimeout(() => this.#probe(), this.#pause);
  }

  /** An event source does not say why it was refused. */
  async #probe() {
    const abort = new AbortController();
    const answer = await fetch(this.path, { cache: "no-store", signal: abort.signal }).catch(() => null);
    abort.abort(); // the events that it begins with are not read
    if (this.#source === null) return;
    if (answer?.status === 401) login.set("refused");
    else if (answer?.status === 404) this.#gone();
    else this.#open();
  }

  /** The server answers, and has nothing more to tell: what was watched was removed while it could not be reached. */
  #gone() {
    this.#hasLost = false;
    connection.set("open");
    this.tell("removed", {});
  }

  #visibility() {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiding = setTimeout(() => this.#leave(), HIDDEN_FOR);
    } else if (this.#source?.readyState === EventSource.CLOSED) {
      this.#hasLost = true;
      this.#open();
    }
  }

  #leave() {
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  close() {
    document.removeEventListener("visibilitychange", this.onVisible);
    removeEventListener("pagehide", this.onHide);
    removeEventListener("pageshow", this.onVisible);
    clearTimeout(this.#hiding);
    this.#leave();
    this.#source = null;
    if (this.#hasLost) connection.set("connecting"); // nobody waits for it any more
  }
}

/** Of two tellings of one sweep the later one: an answer may come after the event of what it has led to. */
export function later(before, now) {
  return before && Date.parse(before.since) > Date.parse(now.since) ? before : now;
}

/**
 * Tells `handlers` what comes, by the type of event; `again` when the connection is there again, and `reset` when too much was missed: what was
 * read before may be old then.
 *
 * @param {string|null} path
 * @param {Object<string, (data: any) => void>} handlers
 */
export function useEvents(path, handlers) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (path === null) return undefined;
    const types = [...new Set([...Object.keys(latest.current), "reset"])].filter((type) => type !== "again");
    const stream = new Stream(path, types, (type, data) => latest.current[type]?.(data));
    return () => stream.close();
  }, [path]);
}
