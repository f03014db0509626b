import { html } from '../core/ui.js';

/**
 * A table that becomes a list of cards where there is little room; then the roles keep for assistive technology what the layout takes.
 *
 * @param columns {id, title, cell(row), numeric, sort, hint}: `sort` is the name to sort by
 * @param sort {by, desc}; `onSort` gets a name
 * @param empty what to say where there are no rows, and why
 */
export function Table({ label, columns, rows, rowKey, sort, onSort, busy, empty, rowClass = () => '' }) {
  if (rows.length === 0) return html`<div class="empty" role="status">${empty}</div>`;
  return html`
    <div class="table-frame" tabindex="0" role="region" aria-label=${`${label}, scrolls sideways`}>
      <table role="table" aria-label=${label} aria-busy=${Boolean(busy)} class="cards">
        <thead role="rowgroup"><tr role="row">
          ${columns.map((column) => html`<${Head} key=${column.id} column=${column} sort=${sort} onSort=${onSort} />`)}
        </tr></thead>
        <tbody role="rowgroup">
          ${rows.map((row) => html`
            <tr role="row" key=${rowKey(row)} class=${rowClass(row)}>
              ${columns.map(({ id, title, numeric, cell }) => html`<td role="cell" key=${id} data-label=${title} class=${numeric ? 'numeric' : ''}><div>${cell(row)}</div></td>`)}
            </tr>`)}
        </tbody>
      </table>
    </div>`;
}

function Head({ column, sort, onSort }) {
  const { title, hint, numeric } = column;
  const attributes = { scope: 'col', role: 'columnheader', class: numeric ? 'numeric' : '', title: hint };
  if (!column.sort) return html`<th ...${attributes}>${title}</th>`;
  const current = sort.by === column.sort;
  const order = current ? (sort.desc ? 'descending' : 'ascending') : 'none';
  return html`
    <th ...${attributes} aria-sort=${order}>
      <button type="button" class="sort" onClick=${() => onSort(column.sort)}>${title}<span aria-hidden="true">${current ? (sort.desc ? ' ▼' : ' ▲') : ' ↕'}</span></button>
    </th>`;
}
