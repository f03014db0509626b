import { topics, uniqueId } from '../shared/hub.js';

const CLOCK = new Intl.DateTimeFormat([], { timeStyle: 'medium' });

/** The form that sends a notification to anybody. In an application of yours this is the part of a server. */
export function showSender(form, client, me) {
  const output = form.querySelector('output');
  form.elements.namedItem('to').value = me;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(form));
    const delay = Number(fields.delay) || 0;
    output.className = 'quiet';
    output.textContent = 'Sending…';
    try {
      await send(client, me, fields, delay);
      output.textContent = `${delay ? 'It will arrive at' : 'Sent at'} ${CLOCK.format(Date.now() + delay * 1000)}.`;
    } catch (error) {
      output.className = 'bad';
      output.textContent = `Not sent: ${error.message}`;
    }
  });
}

function send(client, me, { to, title, text, priority, ttl }, delay) {
  const at = Date.now() + delay * 1000;
  const lasting = Number(ttl) || undefined;
  // The hub does not deliver it when its time is over; to take it away from where it is shown then is up to the page.
  const until = lasting && at + lasting * 1000;
  return client.publish(
    topics.notifications(to.trim().normalize('NFC')),
    { from: me, title, text, priority, at, until },
    { private: true, idempotencyKey: uniqueId(), delay: delay || undefined, ttl: lasting },
  );
}
