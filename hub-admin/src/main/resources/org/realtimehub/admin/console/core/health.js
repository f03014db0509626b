import { duration, number, plural } from './format.js';

const YOUNG = 60_000;

/**
 * The cluster in one line.
 * @return {level: 'good' | 'warn' | 'bad', line, reasons}
 */
export function verdict({ health, nodes, minimum_size: minimum }) {
  const failed = health.checks.filter(({ status }) => status === 'down').map(({ name, reason }) => (reason ? `${name}: ${reason}` : `${name} fails`));
  if (health.status === 'down') {
    return { level: 'bad', line: `Not good: ${health.summary || failed.join('; ') || 'this node says it is down'}`, reasons: failed };
  }
  const heard = nodes.filter(({ silent }) => !silent);
  const reasons = [];
  const silent = nodes.filter((node) => node.silent).map(({ id }) => id);
  if (silent.length) reasons.push(`not heard of: ${silent.join(', ')}`);
  if (heard.length < minimum) reasons.push(`${heard.length} of at least ${plural(minimum, 'node')} together`);
  for (const node of heard) {
    if (node.waiting) reasons.push(`${node.id} is full: ${plural(node.waiting, 'newcomer')} waiting for a place`);
    if (lostCanary(node)) reasons.push(`${node.id} lost its last canary: messages may not flow`);
  }
  if (reasons.length) return { level: 'warn', line: `Take a look: ${reasons.join('; ')}`, reasons };
  const slowest = Math.max(...heard.map(({ canary }) => canary ?? 0));
  const flow = slowest > 0 ? `, messages flow (canary ${duration(slowest)})` : '';
  return { level: 'good', line: `Good: ${plural(heard.length, 'node')}, ${number(total(heard, 'connections'))} connections${flow}`, reasons };
}

/** A node that has just started has not sent one yet. */
export const lostCanary = (node) =>
  !node.silent && node.started !== undefined && node.canary === undefined && Date.now() - new Date(node.started) > YOUNG;

export const total = (nodes, field) => nodes.reduce((sum, node) => sum + (node[field] ?? 0), 0);

/** Where the console of another node is, at the same page. */
export const consoleOf = (node) => `${location.protocol}//${node.admin}/${location.hash}`;
