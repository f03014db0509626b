import { bytes, duration, number } from '../core/format.js';
import { href } from '../core/router.js';
import { html } from '../core/ui.js';
import { Facts } from '../parts/facts.js';
import { MatcherList } from '../parts/matchers.js';
import { Ago } from '../parts/time.js';

const FORMS = { stream: 'stream', poll: 'long poll' };

export function ConnectionFacts({ connection }) {
  const { subject, address, node } = connection;
  return html`
    <div class="panels">
      <section aria-label="Who"><h2>Who</h2>
        <${Facts} facts=${[
          ['Subject', subject ? html`<a href=${href('connections', { subject })}>${subject}</a>` : 'anonymous'],
          ['Token id', connection.token_id ?? 'none'],
          ['Token expires', connection.expires ? html`<${Ago} at=${connection.expires} />` : 'never'],
          ['Address', html`<a href=${href('connections', { address })}>${address}</a>`],
          ['Node', html`<a href=${href('connections', { node })}>${node}</a>`],
          ['Speaks', [connection.protocol, connection.dialect, FORMS[connection.form] ?? connection.form].filter(Boolean).join(', ')],
        ]} />
      </section>
      <section aria-label="Position"><h2>Position</h2>
        <${Facts} facts=${[
          ['State', connection.live === undefined ? undefined : connection.live ? html`<span class="tag good">live</span>` : html`<span class="tag warn">catching up</span>`],
          ['Lag', `${number(connection.lag)} updates`, 'Updates between it and the head of the log, whether they match or not'],
          ['Offset', connection.position && number(connection.position.offset)],
          ['Epoch', connection.position && html`<code>${connection.position.epoch}</code>`],
          ['Sent', connection.sent !== undefined && bytes(connection.sent), 'Bytes that its socket has taken'],
          ['Waiting', bytes(connection.waiting), 'Bytes that its socket has not taken'],
        ]} />
      </section>
      <section aria-label="Times"><h2>Times</h2>
        <${Facts} facts=${[
          ['Opened', html`<${Ago} at=${connection.opened} />`],
          ['Last update', html`<${Ago} at=${connection.last_delivery} none="none yet" />`],
          ['Idle', duration(Math.floor(connection.idle))],
          ['Last write', html`<${Ago} at=${connection.last_write} none="none yet" />`, 'An update or a heartbeat'],
          ['Ends', connection.ends ? html`<${Ago} at=${connection.ends} />` : 'not by age', 'When it is old enough to be closed'],
        ]} />
      </section>
      <section aria-label="Subscribed to"><h2>Subscribed to</h2><${MatcherList} matchers=${connection.matchers} none="Nothing." /></section>
      <section aria-label="May receive private updates of"><h2>May receive private updates of</h2><${MatcherList} matchers=${connection.subscribe_grants} none="None: its token grants no subscription, so it gets public updates only." /></section>
      <section aria-label="May publish"><h2>May publish</h2><${MatcherList} matchers=${connection.publish_grants} none="Nothing: its token grants no publishing." /></section>
    </div>`;
}
