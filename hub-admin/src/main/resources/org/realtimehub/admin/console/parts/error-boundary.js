import { Component, html } from '../core/ui.js';
import { Notice } from './notice.js';

/** A page that fails must not take the others along. */
export class ErrorBoundary extends Component {
  componentDidCatch(error) {
    console.error(error);
    this.setState({ error });
  }

  render({ children }, { error }) {
    if (!error) return children;
    return html`<${Notice} level="bad" title="This page failed:" action=${html`<button type="button" class="small" onClick=${() => location.reload()}>Reload</button>`}>${error.message}<//>`;
  }
}
