const LAST = 'hub-demo:last-name';

/** Somebody who was let in. The hub's client asks for another token when the hub refuses one, for instance after an hour. */
class Session {
  #token;

  constructor({ name, token }) {
    this.name = name;
    this.#token = token;
  }

  async token(refusal) {
    if (refusal) this.#token = (await ask(this.name)).token;
    return this.#token;
  }
}

async function ask(name) {
  const response = await fetch('/demo/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

/**
 * Shows the form until somebody is let in. Who was before, in the same storage, is let in at once.
 *
 * @param form with the field `name`, and an output for what goes wrong
 * @param storage of this tab alone, or of all tabs
 */
export async function signIn(form, storage, key) {
  const output = form.querySelector('output');
  const field = form.elements.namedItem('name');
  field.value = storage.getItem(key) ?? localStorage.getItem(LAST) ?? '';
  let known = storage.getItem(key) !== null;
  form.addEventListener('submit', (event) => event.preventDefault());
  while (true) {
    if (!known) await submitted(form, field);
    known = false;
    output.textContent = '';
    try {
      const session = new Session(await ask(field.value));
      storage.setItem(key, session.name);
      localStorage.setItem(LAST, session.name);
      form.hidden = true;
      return session;
    } catch (error) {
      output.textContent = error instanceof TypeError ? 'The hub does not answer. Try again.' : error.message;
    }
  }
}

function submitted(form, field) {
  form.hidden = false;
  field.focus();
  return new Promise((resolve) => {
    form.addEventListener('submit', resolve, { once: true });
  });
}

/** Forgets who is signed in, and begins anew. */
export function leave(storage, key) {
  storage.removeItem(key);
  location.reload();
}
