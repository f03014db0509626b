import { arrange, make, time } from '../shared/dom.js';
import { render } from './markdown.js';

const NEAR = 48;

/** The messages of one room at a time. Older ones are fetched on the way up, and what is looked at stays where it is. */
export class Messages {
  #scroller;
  #list;
  #beginning;
  #newer;
  #olderButton = make('button', { className: 'link', type: 'button', click: () => this.#older() }, 'Older messages');
  #room;
  #life;
  #pinned = true;
  #placed = false;

  /** @param focus where to go when a button is gone */
  constructor({ scroller, beginning, newer, focus }) {
    this.#scroller = scroller;
    this.#list = scroller.querySelector('ol');
    this.#beginning = beginning;
    this.#newer = newer;
    this.focus = focus;
    scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    document.addEventListener('visibilitychange', () => this.#look());
    addEventListener('focus', () => this.#look());
    newer.addEventListener('click', () => {
      this.#toTheEnd();
      scroller.focus({ preventScroll: true });
    });
    new ResizeObserver(() => this.#pinned && this.#toTheEnd()).observe(scroller);
    new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#older(), {
      root: scroller,
      rootMargin: '300px 0px 0px 0px',
    }).observe(beginning);
  }

  async show(room) {
    this.#life?.abort();
    this.#room?.close();
    this.#life = new AbortController();
    this.#room = room;
    this.#pinned = true;
    this.#placed = false;
    this.#list.replaceChildren();
    room.watched = () => this.#pinned && this.#attended();
    room.addEventListener('change', () => this.#render(), { signal: this.#life.signal });
    this.#render();
    try {
      await room.open();
    } catch (error) {
      if (this.#room === room) this.#failed(error, () => this.show(room));
    }
  }

  /** The own message that was just written is to be seen. */
  follow() {
    this.#pinned = true;
  }

  #render() {
    const anchor = this.#pinned ? undefined : this.#anchor();
    const room = this.#room;
    arrange(this.#list, room.items, { look, create: (item) => this.#create(item) });
    this.#showBeginning();
    this.#place(anchor);
    this.#look();
  }

  /** At first where the unread messages begin, or at the end; then wherever it was. */
  #place(anchor) {
    const unread = this.#list.querySelector('.unread');
    if (!this.#placed && this.#room.loaded) {
      this.#placed = true;
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
      if (unread) {
        const above = unread.getBoundingClientRect().top - this.#scroller.getBoundingClientRect().top;
        if (above < 0) this.#scroller.scrollTop += above - NEAR;
        this.#pinned = above >= 0;
      }
    } else if (this.#pinned) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    } else if (anchor) {
      const element = [...this.#list.children].find(({ dataset }) => dataset.key === anchor.key);
      if (element) this.#scroller.scrollTop += element.getBoundingClientRect().bottom - anchor.bottom;
    }
  }

  /** By its lower end: its upper one moves when it turns out to continue a message before it. */
  #anchor() {
    const top = this.#scroller.getBoundingClientRect().top;
    const element = [...this.#list.children].find((child) => child.getBoundingClientRect().bottom > top);
    return element && { key: element.dataset.key, bottom: element.getBoundingClientRect().bottom };
  }

  #look() {
    const room = this.#room;
    if (!room) return;
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#pinned = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#pinned && this.#attended()) room.seen();
    this.#newer.hidden = this.#pinned;
    this.#newer.textContent = room.unread ? `${room.unread} new ↓` : 'To the newest ↓';
  }

  #attended() {
    return this.#room.loaded && document.visibilityState === 'visible' && document.hasFocus();
  }

  #toTheEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  async #older() {
    const room = this.#room;
    if (!this.#placed || !room.more) return;
    try {
      await room.older();
    } catch (error) {
      if (this.#room === room) this.#failed(error, () => this.#older());
    }
  }

  #failed(error, action) {
    const again = make('button', { className: 'link', type: 'button', click: action }, 'Try again');
    this.#beginning.replaceChildren(`Messages could not be fetched: ${error.message} `, again);
  }

  #showBeginning() {
    const room = this.#room;
    const button = this.#olderButton;
    if (room.loaded && room.more) {
      // The same one stays, else whoever is at it with the keyboard would lose it with each message.
      if (!button.isConnected) this.#beginning.replaceChildren(button);
      return;
    }
    if (button === document.activeElement) this.#scroller.focus({ preventScroll: true });
    const empty = this.#list.childElementCount === 0;
    const kept = empty ? 'Nobody has written here yet. Say hello.' : 'Nothing older is kept.';
    this.#beginning.replaceChildren(room.loaded ? kept : 'Fetching messages…');
  }

  #create(item) {
    if (item.kind === 'unread') return make('li', { className: 'unread' }, make('span', {}, 'New'));
    if (item.kind === 'gap') return make('li', { className: 'missing' }, 'Messages may be missing here: they are no longer kept.');
    const element = make('li', { className: item.own ? 'message own' : 'message' });
    if (!item.continues) element.append(make('p', { className: 'who' }, make('b', {}, item.from), ' ', time(item.at)));
    element.append(make('div', { className: 'text', dir: 'auto' }, render(item.text)));
    if (item.state) element.append(this.#fate(item));
    return element;
  }

  #fate({ id, state, why }) {
    if (state !== 'failed') return make('p', { className: 'fate' }, state === 'sent' ? 'Sent' : 'Sending…');
    const button = (text, action) => {
      const click = () => {
        action();
        this.focus();
      };
      return make('button', { className: 'link', type: 'button', click }, text);
    };
    const again = button('Try again', () => this.#room.tryAgain(id));
    const remove = button('Remove', () => this.#room.giveUp(id));
    return make('p', { className: 'fate bad' }, `Not sent: ${why} `, again, ' ', remove);
  }
}

const look = ({ kind, state, why, own, continues }) => [kind, state, why, own, continues].join(' ');
