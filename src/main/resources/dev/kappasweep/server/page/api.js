// The REST API of the server, as openapi.yaml has it.
import { Store, useCallback, useEffect, useRef, useState } from "./dom.js";

/** Whether the server knows who asks: "unknown", "known", "refused". */
export const login = new Store("unknown");

class ApiError extends Error {
  /** @param {number} status 0 where there was no answer */
  constructor(status, detail, problems = []) {
    super(detail);
    this.status = status;
    this.problems = problems;
  }
}

async function problem(response) {
  try {
    const body = await response.json();
    return new ApiError(response.status, body.detail || body.title || `status ${response.status}`, body.problems ?? []);
  } catch {
    return new ApiError(response.status, `the server answered with status ${response.status}`);
  }
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "the server does not answer");
  }
  if (response.status === 401) login.set("refused");
  if (!response.ok) throw await problem(response);
  return response;
}

async function bodyOf(response) {
  if (response.status === 204) return null;
  const isJson = (response.headers.get("content-type") ?? "").includes("json");
  return isJson ? response.json() : response.text();
}

/** What takes the server long to read is asked for again: it answers every 20 s that it is not there yet. */
export async function get(path, signal) {
  for (;;) {
    try {
      return await bodyOf(await send(path, { signal }));
    } catch (error) {
      if (error.status !== 503 || !error.message.includes("being read")) throw error;
    }
  }
}

export async function post(path, body, type = "application/json", signal = undefined) {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  return bodyOf(await send(path, { method: "POST", body: text, headers: { "content-type": type }, signal }));
}

export async function patch(path, body) {
  const headers = { "content-type": "application/json" };
  return bodyOf(await send(path, { method: "PATCH", body: JSON.stringify(body), headers }));
}

export async function remove(path) {
  return bodyOf(await send(path, { method: "DELETE" }));
}

const ROOT = "/api/v1";

/** The path of an API resource; parts are encoded, a query's empty values left out. */
export function at(parts, query = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") asked.set(name, value);
  }
  const text = asked.toString();
  return [ROOT, ...parts.map(encodeURIComponent)].join("/") + (text ? "?" + text : "");
}

export function verb(id, name) {
  return `${at(["sweeps", id])}:${name}`;
}

/**
 * What a resource says now. The last answer stays while the next is awaited, and when it does not come; nothing is asked for a null path.
 *
 * @returns {{data: any, error: ApiError|null, isLoading: boolean, refresh: () => void, set: (change: (data: any) => any) => void}}
 */
export function useData(path) {
  const [answer, setAnswer] = useState({ path: null, data: null, error: null, isLoading: true });
  const [asked, setAsked] = useState(0);
  const going = useRef(false);
  useEffect(() => {
    if (path === null) return undefined;
    const abort = new AbortController();
    going.current = true;
    get(path, abort.signal).then(
      (data) => setAnswer({ path, data, error: null, isLoading: false }),
      (error) => {
        if (error.name !== "AbortError") setAnswer((before) => ({ ...before, error, isLoading: false }));
      },
    ).finally(() => {
      if (!abort.signal.aborted) going.current = false;
    });
    return () => abort.abort();
  }, [path, asked]);
  const refresh = useCallback(() => {
    if (!going.current) setAsked((count) => count + 1);
  }, []);
  const set = useCallback((change) => setAnswer((before) => ({ ...before, data: change(before.data) })), []);
  return { ...answer, isLoading: answer.isLoading || answer.path !== path, refresh, set };
}
