const WORDS = {
  default: 'While this tab is in the background, the browser itself can show what comes.',
  granted: 'While this tab is in the background, the browser itself shows what comes.',
  denied: 'This browser does not permit it. Its settings of this page can change that.',
  missing: 'This browser cannot, or not over plain HTTP.',
};

/** The browser's own notifications: asked for when somebody wants them, and not before. */
export class Outside {
  #text;
  #button;

  constructor(text, button) {
    this.#text = text;
    this.#button = button;
    button.addEventListener('click', async () => {
      await Notification.requestPermission();
      this.#show();
    });
    this.#show();
  }

  get #permission() {
    return 'Notification' in globalThis && isSecureContext ? Notification.permission : 'missing';
  }

  /** Every tab may try: the same tag is shown once. */
  tell({ id, title, text, priority }) {
    if (this.#permission !== 'granted' || document.visibilityState === 'visible' || priority === 'low') return;
    try {
      const shown = new Notification(title, { body: text, tag: id, requireInteraction: priority === 'urgent' });
      shown.onclick = () => {
        window.focus();
        shown.close();
      };
    } catch {
      // On phones only a service worker may.
    }
  }

  #show() {
    this.#text.textContent = WORDS[this.#permission];
    this.#button.hidden = this.#permission !== 'default';
  }
}
