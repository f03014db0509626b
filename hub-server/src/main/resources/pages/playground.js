const hub = new URL(document.getElementById('hub').textContent).pathname;
const state = document.getElementById('state');
const updates = document.getElementById('updates');
let source;

function close() {
  if (source) source.close();
  source = undefined;
  state.textContent = 'not connected';
}

document.getElementById('close').addEventListener('click', close);

document.getElementById('subscribe').addEventListener('submit', (event) => {
  event.preventDefault();
  close();
  const form = new FormData(event.target);
  const url = new URL(hub, location.href);
  url.searchParams.append(form.get('kind'), form.get('topic'));
  source = new EventSource(url);
  state.textContent = 'connecting…';
  source.onopen = () => { state.textContent = 'connected'; };
  source.onerror = () => {
    state.textContent = source.readyState === EventSource.CLOSED ? 'refused by the hub' : 'reconnecting…';
  };
  source.onmessage = ({ data, lastEventId }) => {
    const item = document.createElement('li');
    const text = document.createElement('pre');
    const id = document.createElement('small');
    text.textContent = data;
    id.textContent = lastEventId;
    item.append(text, id);
    updates.prepend(item);
    while (updates.children.length > 200) updates.lastChild.remove();
  };
});

document.getElementById('publish').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const body = new URLSearchParams({ topic: form.get('topic'), data: form.get('data') });
  if (form.get('private')) body.set('private', 'on');
  const result = document.getElementById('result');
  try {
    const response = await fetch(hub, {
      method: 'POST',
      headers: { Authorization: `Bearer ${form.get('token').trim()}` },
      body,
    });
    const text = await response.text();
    result.textContent = response.ok ? `published as ${text}` : JSON.parse(text).detail;
  } catch (error) {
    result.textContent = `the hub does not answer: ${error.message}`;
  }
});
