import { make } from '../shared/dom.js';

const SHOWN_MS = 6_000;
const MOST = 3;

/** What has just come, for a while or, if it is urgent, until it is dismissed. Who points at one has time to read it. */
export class Toasts {
  #list;
  #dismissed;
  #focus;
  #shown = new Map();

  /**
   * @param dismissed what to do with the id of one that somebody has closed
   * @param focus where to go with the keyboard when the last one is gone
   */
  constructor(list, { dismissed, focus }) {
    this.#list = list;
    this.#dismissed = dismissed;
    this.#focus = focus;
  }

  show({ id, title, text, from, priority }) {
    if (priority === 'low') return;
    const close = () => {
      this.remove(id);
      this.#dismissed(id);
    };
    const item = make(
      'li',
      { className: `toast card ${priority}` },
      make('p', { className: 'title', dir: 'auto' }, title),
      make('p', { className: 'body', dir: 'auto' }, text),
      make('p', { className: 'quiet' }, from),
      make('button', { className: 'plain', type: 'button', 'aria-label': `Dismiss: ${title}`, click: close }, '×'),
    );
    this.#shown.set(id, { item });
    if (priority === 'urgent') item.setAttribute('role', 'alert');
    else this.#letGo(id, item);
    this.#list.prepend(item);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MOST) this.remove(oldest);
  }

  /** It was read elsewhere, or is no longer true. */
  remove(id) {
    const toast = this.#shown.get(id);
    if (!toast) return;
    clearTimeout(toast.timer);
    const byKeyboard = toast.item.querySelector(':focus-visible') !== null;
    toast.item.remove();
    this.#shown.delete(id);
    if (!byKeyboard) return;
    const next = this.#list.querySelector('button');
    if (next) next.focus();
    else this.#focus();
  }

  #letGo(id, item) {
    const toast = this.#shown.get(id);
    const stay = () => clearTimeout(toast.timer);
    const go = () => {
      stay();
      toast.timer = setTimeout(() => this.remove(id), SHOWN_MS);
    };
    for (const type of ['pointerenter', 'focusin']) item.addEventListener(type, stay);
    for (const type of ['pointerleave', 'focusout']) item.addEventListener(type, go);
    go();
  }
}
