const PATIENCE = 8000;

/** Waits for a condition, turn by turn. */
export async function until(condition, what = String(condition)) {
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain for: ${what}`);
    await turn();
  }
}

export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Lets what is on its way over local sockets arrive, to see that something does not happen. */
export async function turns(count = 30) {
  for (let i = 0; i < count; i += 1) await turn();
}
