import { html } from '../core/ui.js';

/** One line of a long name, cut at its beginning, since topics and subjects of a site begin alike. */
export const Ending = ({ text }) => html`<span class="one-line ending"><bdi dir="ltr">${text}</bdi></span>`;
