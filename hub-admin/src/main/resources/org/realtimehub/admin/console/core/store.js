import { useEffect, useState } from './ui.js';

/** A value that parts of the page watch. Set it to a new object; what it holds is not changed in place. */
export function store(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const watcher of [...watchers]) watcher(value);
    },
    patch(some) {
      this.set({ ...value, ...some });
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

const whole = (value) => value;

/** Renders again when what `select` takes out of the store is another. */
export function useStore(source, select = whole) {
  const [, render] = useState(0);
  const selected = select(source.get());
  useEffect(() => {
    let last = selected;
    const look = (value) => {
      const next = select(value);
      if (Object.is(last, next)) return;
      last = next;
      render((count) => count + 1);
    };
    look(source.get());
    return source.watch(look);
  }, [source]);
  return selected;
}
