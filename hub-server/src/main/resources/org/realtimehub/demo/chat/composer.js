const TYPING_EVERY_MS = 3_000;

/** Where one writes. Says every few seconds that one does. */
export function compose(form, { send, typing }) {
  const field = form.elements.namedItem('text');
  let told = 0;

  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  };

  field.addEventListener('input', () => {
    grow();
    if (!field.value.trim() || Date.now() - told < TYPING_EVERY_MS) return;
    told = Date.now();
    typing();
  });

  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    field.focus();
    const text = field.value.trim();
    if (!text) return;
    field.value = '';
    grow();
    told = 0;
    send(text);
  });

  return { focus: () => field.focus() };
}
