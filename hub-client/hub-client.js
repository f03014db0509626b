export { HubClient } from './src/client.js';
export { HubError } from './src/errors.js';
