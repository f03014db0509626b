import { duration } from '../core/format.js';
import { NotKept, rememberPage, session, signIn } from '../core/session.js';
import { useStore } from '../core/store.js';
import { html, useEffect, useRef, useState } from '../core/ui.js';
import { Notice } from '../parts/notice.js';
import { useTicking } from '../parts/time.js';

const OIDC = new URL('api/v1/session/oidc', document.baseURI).href;

/** Shown in place of every page, whose address stays, so that signing in leads back to it. */
export function SignIn() {
  const { signIn: ways, notice, last, failed } = useStore(session);
  const [user, setUser] = useState(last ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState();
  const [lockedUntil, lock] = useState(0);
  const wait = Number(useTicking(() => String(Math.max(0, Math.ceil((lockedUntil - Date.now()) / 1000)))));
  const form = useRef();
  useEffect(() => {
    document.title = 'Sign in · Hub console';
    (form.current.elements[last ? 'password' : 'user'] ?? form.current.querySelector('a'))?.focus();
  }, []);

  const submit = async (event) => {
    event.preventDefault();
    if (busy || wait > 0) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(user, password);
    } catch (refused) {
      setPassword('');
      setProblem(refused);
      if (refused.retryAfter) lock(Date.now() + refused.retryAfter * 1000);
      setBusy(false);
    }
  };

  return html`
    <main class="sign-in">
      <form ref=${form} onSubmit=${submit}>
        <h1 tabindex="-1">Sign in</h1>
        <p class="muted">Console of the realtime hub at <b>${location.host}</b></p>
        ${failed && !problem && html`<${Notice} level="bad" title="Signing in did not work:">${FAILURES[failed] ?? FAILURES.invalid}<//>`}
        ${notice && !problem && !failed && html`<${Notice} level="info">${notice}<//>`}
        ${!isSecureContext && !problem && html`<${Notice} level="warn" title="This page is not encrypted.">Signing in will not work: ${advice}<//>`}
        <${Refusal} problem=${problem} wait=${wait} />
        ${ways.includes('password') && html`
          <label class="field"><span>User</span><input name="user" autocomplete="username" autocapitalize="none" spellcheck=${false} required value=${user} onInput=${({ target }) => setUser(target.value)} /></label>
          <label class="field"><span>Password</span><input name="password" type="password" autocomplete="current-password" required value=${password} onInput=${({ target }) => setPassword(target.value)} /></label>
          <button type="submit" disabled=${wait > 0} aria-busy=${busy}>Sign in</button>`}
        ${ways.length === 0 && html`<${Notice} level="warn" title="Nobody can sign in here:">neither users nor an identity provider are configured on this node, only API tokens.<//>`}
        ${ways.includes('oidc') && html`<a class=${`provider ${ways.includes('password') ? 'second' : ''}`} href=${OIDC} onClick=${rememberPage}>Sign in with your organisation's account</a>`}
      </form>
    </main>`;
}

/** By the words of the contract. */
const FAILURES = {
  stale: 'it took too long, was done before, or was begun at another address of this console. Try again.',
  denied: 'the identity provider said no.',
  invalid: 'what the identity provider answered cannot be trusted or used. The audit log of the node says why.',
  'no-role': 'the identity provider knows you, but gives you no role that may use this console.',
  unavailable: 'the identity provider cannot be reached, or does not answer as it should. Try again later.',
  'too-many': 'too many tries from this address have failed. Wait a while.',
};

const advice = html`over plain HTTP, browsers keep the session only where the page is at <code>localhost</code>. Use HTTPS, or a tunnel such as
  <code>ssh -L 3001:127.0.0.1:3001 ${location.hostname}</code> and then <code>http://localhost:3001/</code>.`;

function Refusal({ problem, wait }) {
  if (!problem) return null;
  if (problem instanceof NotKept) {
    return html`
      <${Notice} level="bad" title="The password is right, but this browser did not keep the session.">
        ${location.protocol === 'http:' ? html`The page came over plain HTTP from <b>${location.hostname}</b>: ${advice} Safari keeps it on HTTPS only.` : 'Allow cookies for this page and try again.'}
      <//>`;
  }
  if (problem.retryAfter) {
    return html`<${Notice} level="bad" title=${problem.status === 429 ? 'Too many attempts.' : 'Not now.'}>${problem.message}. <span aria-live="off">${wait > 0 ? `Try again in ${duration(wait)}.` : 'Try again now.'}</span><//>`;
  }
  if (problem.status === 401) return html`<${Notice} level="bad" title="User or password is wrong." />`;
  return html`<${Notice} level="bad" title="Signing in failed:">${problem.message}.<//>`;
}
