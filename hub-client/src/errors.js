/** What the hub refused (`status`, and `type` of the problem where it was told), or why it cannot be reached (`status` 0). */
export class HubError extends Error {
  constructor(message, { status = 0, type, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HubError';
    this.status = status;
    this.type = type;
  }
}

export const aborted = (signal) =>
  signal?.reason ?? new DOMException('The operation was aborted', 'AbortError');
