export { HubClient } from './src/client.js';
export { HubError } from './src/errors.js';
export { uniqueId } from './src/unique-id.js';
