import { save } from '../data/api';
import { fill, h, newId } from './dom';
import { reportedTable } from './reported';

/** One column: a name for people, one for machines, and what stands in row i. */
export interface Column {
  title: string;
  name: string;
  cell: (row: number) => string | number;
  /** What people read instead of the plain cell. */
  shown?: (row: number) => string | Node;
}

export interface Table {
  caption: string;
  fileName: string;
  rows: number;
  columns: Column[];
}

const rowsAtOnce = 50;

/** A table behind a chart, made when it is opened, in parts; and the same as a file. */
export function tableBehind(table: () => Table, isOpen = false): HTMLElement {
  const place = h('div', { class: 'table-place' });
  let first = 0;
  const show = () => fill(place, ...part(table(), first, (to) => { first = to; show(); }));
  const details = h('details', { class: 'behind', ontoggle: () => details.open && show() }, h('summary', {}, 'Table'), place);
  details.open = isOpen;
  const file = h('button', { type: 'button', class: 'quiet', 'aria-label': `CSV: ${table().caption}`, onclick: () => saveCsv(table()) }, 'CSV');
  return h('div', { class: 'behind-row' }, details, file);
}

export function part(table: Table, first: number, move: (to: number) => void): Node[] {
  const last = Math.min(table.rows, first + rowsAtOnce);
  const rows = [];
  for (let i = first; i < last; i++) {
    const cells = table.columns.map((column, c) => {
      const cell = column.cell(i);
      const content = column.shown ? column.shown(i) : cell;
      return h(c === 0 ? 'th' : 'td', { scope: c === 0 && 'row', class: typeof cell === 'number' && 'number' }, content);
    });
    rows.push(h('tr', {}, ...cells));
  }
  const body = h('table', {},
    h('caption', {}, table.caption),
    h('thead', {}, h('tr', {}, ...table.columns.map((column) => h('th', { scope: 'col' }, column.title)))),
    h('tbody', {}, ...rows));
  reportedTable(body, table);
  const id = newId('table');
  const scroll = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': table.caption, id }, body);
  if (table.rows <= rowsAtOnce) return [scroll];
  return [scroll, h('div', { class: 'pager' },
    h('button', { type: 'button', disabled: first === 0, onclick: () => move(Math.max(0, first - rowsAtOnce)) }, 'Earlier rows'),
    h('span', {}, `rows ${first + 1}–${last} of ${table.rows}`),
    h('button', { type: 'button', disabled: last === table.rows, onclick: () => move(first + rowsAtOnce) }, 'Later rows'))];
}

/** A cell of a file that a spreadsheet may open: nothing in it is taken for a formula. */
export function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = /^\s*[=+\-@]/.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function saveCsv(table: Table): void {
  const lines = [table.columns.map((column) => csvCell(column.name)).join(',')];
  for (let i = 0; i < table.rows; i++) lines.push(table.columns.map((column) => csvCell(column.cell(i))).join(','));
  save(`${table.fileName.replace(/[^\w.-]/g, '-')}.csv`, new Blob([lines.join('\n') + '\n'], { type: 'text/csv;charset=utf-8' }));
}
