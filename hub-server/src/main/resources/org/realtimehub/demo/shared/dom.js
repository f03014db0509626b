/** Elements of properties and children. Text stays text: nothing here reads markup. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name in element && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/**
 * Makes the children of a list be those of the items: who stays keeps its element, as long as it looks the same.
 *
 * @param items with a `key`
 * @param look of an item, a text that changes when its element has to be made anew
 * @param create the element of an item
 */
export function arrange(list, items, { look, create }) {
  const before = new Map([...list.children].map((child) => [child.dataset.key, child]));
  let place = list.firstElementChild;
  for (const item of items) {
    let child = before.get(item.key);
    before.delete(item.key);
    if (child && child.dataset.look !== look(item)) {
      if (child === place) place = child.nextElementSibling;
      child.remove();
      child = undefined;
    }
    if (!child) {
      child = create(item);
      child.dataset.key = item.key;
      child.dataset.look = look(item);
    }
    if (child === place) place = place.nextElementSibling;
    else list.insertBefore(child, place);
  }
  for (const child of before.values()) child.remove();
}

/** Calls once, however often it is asked for in this turn. */
export function soon(action) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      action();
    });
  };
}

const TIME = new Intl.DateTimeFormat([], { hour: '2-digit', minute: '2-digit' });
const DAY_AND_TIME = new Intl.DateTimeFormat([], { dateStyle: 'medium', timeStyle: 'short' });

/** When something was: the time, and the day where it was another. */
export function time(at) {
  const date = new Date(at);
  const text = (date.toDateString() === new Date().toDateString() ? TIME : DAY_AND_TIME).format(date);
  return make('time', { dateTime: date.toISOString(), title: DAY_AND_TIME.format(date) }, text);
}
