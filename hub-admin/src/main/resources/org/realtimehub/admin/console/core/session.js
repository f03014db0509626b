import { get, onUnauthorized, post, remove, repeatCsrf, Unreachable } from './api.js';
import { comeTo, route } from './router.js';
import { store, useStore } from './store.js';

const RETURN_KEY = 'hub-console-return';

/**
 * state: 'starting' (not known yet), 'out', or 'in'.
 * who: the Session of the contract; signIn: how one can sign in; notice: why one has to; problem: why it is not known;
 * failed: why the identity provider's word did not help, as the contract names it.
 */
export const session = store({ state: 'starting', signIn: ['password'] });

export const may = (permission) => Boolean(session.get().who?.permissions.includes(permission));
export const useMay = (permission) => useStore(session, () => may(permission));

onUnauthorized((problem) => {
  const { state, who } = session.get();
  repeatCsrf(undefined);
  session.set({
    state: 'out',
    last: who?.name ?? session.get().last,
    signIn: problem.signIn ?? ['password'],
    failed: session.get().failed,
    notice: state === 'in' ? 'Your session has ended. Sign in to return to this page.' : session.get().notice,
  });
});

function entered(who) {
  repeatCsrf(who.csrf);
  session.set({ state: 'in', signIn: session.get().signIn, who });
}

/** Asks who is signed in until there is an answer. */
export async function begin() {
  returned();
  for (let wait = 1; ; wait = Math.min(wait * 2, 15)) {
    try {
      entered(await get('/session', {}, { timeout: 5000 }));
      return;
    } catch (error) {
      if (error.status === 401) return;
      session.patch({ problem: error, retryIn: wait });
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }
}

/** @return 'ended', 'unreachable', or 'there'; an answer that is an error is an answer, too */
export async function probe() {
  try {
    const who = await get('/session', {}, { timeout: 5000 });
    const before = session.get().who;
    repeatCsrf(who.csrf);
    if (JSON.stringify(who) !== JSON.stringify(before)) session.patch({ who, updatedFrom: before?.version !== who.version ? before?.version : session.get().updatedFrom });
    return 'there';
  } catch (error) {
    if (error.status === 401) return 'ended';
    return error instanceof Unreachable || [502, 503, 504].includes(error.status) ? 'unreachable' : 'there';
  }
}

/** The cookie is Secure: a browser drops it on plain HTTP unless the host is loopback, which only asking again tells. */
export class NotKept extends Error {}

export async function signIn(user, password) {
  await post('/session', { user, password }, { quiet: true });
  try {
    entered(await get('/session', {}, { timeout: 5000 }));
  } catch (error) {
    throw error.status === 401 ? new NotKept() : error;
  }
}

export async function signOut() {
  await remove('/session');
  repeatCsrf(undefined);
  session.set({ state: 'out', signIn: session.get().signIn, notice: 'You are signed out.' });
}

/** Before the browser leaves for an identity provider, which does not bring the fragment back. */
export function rememberPage() {
  sessionStorage.setItem(RETURN_KEY, location.hash);
}

/** From there, or just here. */
function returned() {
  const page = sessionStorage.getItem(RETURN_KEY);
  sessionStorage.removeItem(RETURN_KEY);
  const failed = route.get().query['sign-in'];
  if (failed) session.patch({ failed });
  if (failed || (page && !location.hash)) comeTo(page || '#/');
}
