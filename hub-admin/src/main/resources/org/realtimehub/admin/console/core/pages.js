import { get } from './api.js';

const MOST_EMPTY_PAGES = 10;

/** One page of a list; goes on, within reason, where the hub had to look through more than one page to find a row. */
export async function page(path, query, rowsOf, signal) {
  let answer = await get(path, query, { signal });
  for (let tries = 1; rowsOf(answer).length === 0 && answer.next && tries < MOST_EMPTY_PAGES; tries++) {
    answer = await get(path, { ...query, cursor: answer.next }, { signal });
  }
  return answer;
}
