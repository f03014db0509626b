import { Access } from './pages/access.js';
import { Audit } from './pages/audit.js';
import { Configuration } from './pages/configuration.js';
import { Connection } from './pages/connection.js';
import { Connections } from './pages/connections.js';
import { Log } from './pages/log.js';
import { Overview } from './pages/overview.js';
import { Publish } from './pages/publish.js';
import { Sweep } from './pages/sweep.js';
import { Topic } from './pages/topic.js';
import { Topics } from './pages/topics.js';

/** key: what follows `g` on the keyboard; need: a permission without which the page is not offered; under: which entry of the menu is current. */
export const PAGES = [
  { path: 'overview', title: 'Overview', key: 'o', page: Overview },
  { path: 'connections', title: 'Connections', key: 'c', page: Connections },
  { path: 'topics', title: 'Topics', key: 't', page: Topics },
  { path: 'publish', title: 'Publish', key: 'p', page: Publish, need: 'publish' },
  { path: 'sweep', title: 'Sweep', key: 's', page: Sweep },
  { path: 'access', title: 'Access', key: 'a', page: Access },
  { path: 'log', title: 'Log', key: 'l', page: Log },
  { path: 'configuration', title: 'Configuration', key: 'f', page: Configuration },
  { path: 'audit', title: 'Audit', key: 'u', page: Audit, need: 'audit' },
  { path: 'connection', title: 'Connection', under: 'connections', identity: 'id', page: Connection },
  { path: 'topic', title: 'Topic', under: 'topics', identity: 'topic', page: Topic },
];

export const MENU = PAGES.filter(({ key }) => key);
