// Preact, whose WebJar is loaded before this module.
const { h, render, Fragment } = globalThis.preact;
const { useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback } = globalThis.preactHooks;

export {
  h, render, Fragment, useState, useEffect, useLayoutEffect, useRef, useMemo, useCallback,
};

/** A value that several parts of the page watch. */
export class Store {
  #watchers = new Set();

  constructor(value) {
    this.value = value;
  }

  set(value) {
    if (value === this.value) return;
    this.value = value;
    for (const watcher of this.#watchers) watcher(value);
  }

  watch(watcher) {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }
}

export function useStore(store) {
  const [value, setValue] = useState(store.value);
  useEffect(() => {
    setValue(store.value);
    return store.watch(setValue);
  }, [store]);
  return value;
}

/** The width of an element in pixels, as it changes. */
export function useWidth(fallback = 600) {
  const ref = useRef(null);
  const [width, setWidth] = useState(fallback);
  useLayoutEffect(() => {
    const element = ref.current;
    const measure = () => setWidth((before) => Math.floor(element.clientWidth) || before);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/** Calls at once, then at most once in `pause` ms, the last time after the last call. */
function throttled(action, pause) {
  let timer = null;
  let again = false;
  const fire = () => {
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) fire();
    }, pause);
    action();
  };
  const call = () => {
    if (timer === null) fire();
    else again = true;
  };
  call.cancel = () => {
    clearTimeout(timer);
    timer = null;
    again = false;
  };
  return call;
}

/** A `throttled` call that always does what `action` is now. */
export function useThrottled(action, pause) {
  const latest = useRef(action);
  latest.current = action;
  const call = useMemo(() => throttled(() => latest.current(), pause), [pause]);
  useEffect(() => () => call.cancel(), [call]);
  return call;
}
