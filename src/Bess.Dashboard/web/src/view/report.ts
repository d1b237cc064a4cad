import { save } from '../data/api';
import { time, zoneName } from './format';
import { reportStyle, savedStyle } from './reportStyle';
import { figureOf, tableOf, type ReportedFigure } from './reported';
import { onPaper } from './settings';
import type { Table } from './table';

const mostRows = 5000;
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
const skipped = 'form.upload, button, input, select, textarea, label, .hint, .loading, .readout, .pager, .behind-row, script, style, template, [hidden]';

/** Saves what a page shows as one file: no script, nothing from elsewhere, every table whole. */
export function saveReport(main: HTMLElement): void {
  const title = main.querySelector('h1')?.textContent?.trim() || 'Bess';
  const name = `bess-${title.toLowerCase().replace(/[^a-z0-9.]+/g, '-').replace(/^-|-$/g, '').slice(0, 80)}.html`;
  save(name, new Blob([reportOf(main, title)], { type: 'text/html;charset=utf-8' }));
}

export function reportOf(main: HTMLElement, title: string): string {
  const body = onPaper(() => children(main));
  const saved = `Saved from the pages of Bess at ${time(Date.now())}; times in ${zoneName()}. Power above zero is discharge or export.`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
${reportStyle}
${savedStyle}
</style>
</head>
<body>
<h1>${escape(title)}</h1>
<p class="soft">${escape(saved)}</p>
${body}</body>
</html>
`;
}

/** Every text from the page goes through here. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

// Parts with a place in the report of the server come in its order, whatever the order of the page.
function children(parent: Element): string {
  const all = [...parent.children];
  const place = (one: Element) => Number(one.getAttribute('data-report') ?? NaN);
  const placed = all.filter((one) => !Number.isNaN(place(one))).sort((a, b) => place(a) - place(b));
  return all.map((one) => block(Number.isNaN(place(one)) ? one : placed.shift()!)).join('');
}

function block(element: Element): string {
  if (element.matches(skipped)) return '';
  const figure = figureOf(element);
  if (figure) return drawing(figure);
  const table = tableOf(element);
  if (table) return tableText(table, table.caption, true);
  switch (element.tagName) {
    case 'H1': return '';
    case 'H2': case 'H3': case 'LEGEND': return tag(element.tagName === 'H2' ? 'h2' : 'h3', element.textContent);
    case 'DL': return cards(element);
    case 'UL': case 'OL': return `<ul>\n${[...element.children].map((one) => tag('li', words(one))).join('')}</ul>\n`;
    case 'P': return tag('p', words(element));
    case 'SUMMARY': return tag('h3', element.textContent);
    case 'TABLE': return '';
    default: break;
  }
  if (element.matches('.field')) return tag('p', `${element.querySelector('label')?.textContent ?? ''}: ${valueOf(element)}`);
  if (element.matches('.choice')) return tag('p', `${element.querySelector('label')?.textContent ?? ''}: ${valueOf(element)}`, 'soft');
  if (element.children.length === 0) return tag('p', element.textContent);
  return children(element);
}

function tag(name: string, text: string | null, style = ''): string {
  const said = (text ?? '').replace(/\s+/g, ' ').trim();
  return said === '' ? '' : `<${name}${style && ` class="${style}"`}>${escape(said)}</${name}>\n`;
}

// What a person would read, without the controls in it.
function words(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const control of copy.querySelectorAll(skipped)) control.remove();
  return copy.textContent ?? '';
}

function valueOf(element: Element): string {
  const input = element.querySelector('select, input, textarea');
  if (input instanceof HTMLSelectElement) return input.selectedOptions[0]?.textContent ?? '–';
  if (input instanceof HTMLInputElement && input.type === 'password') return '–';
  return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement ? input.value || '–' : '–';
}

function cards(list: Element): string {
  const pairs = [...list.children].map((one) => [one.querySelector('dt')?.textContent ?? '', one.querySelector('dd') ? words(one.querySelector('dd')!) : '']);
  return `<div class="cards">\n${pairs.map(([name, value]) => `<div class="card"><span class="soft">${escape(name!)}</span><b>${escape(value!)}</b></div>\n`).join('')}</div>\n`;
}

function drawing(figure: ReportedFigure): string {
  const title = typeof figure.title === 'string' ? figure.title : figure.title();
  const said = figure.words();
  return `${tag('h3', title)}<img src="${figure.picture()}" alt="${escape(`${title}. ${said}`)}">\n${tag('p', said, 'soft')}${tableText(figure.table(), 'Table', false)}`;
}

function tableText(table: Table, summary: string, isOpen: boolean): string {
  const rows = Math.min(table.rows, mostRows);
  const cell = (row: number, column: Table['columns'][number]): string => {
    const shown = column.shown?.(row);
    const text = shown === undefined ? String(column.cell(row)) : typeof shown === 'string' ? shown : shown.textContent ?? '';
    return `<td>${escape(text)}</td>`;
  };
  const body = Array.from({ length: rows }, (_, row) => `<tr>${table.columns.map((column) => cell(row, column)).join('')}</tr>\n`).join('');
  const more = rows < table.rows ? tag('p', `The first ${rows} of ${table.rows} rows; the CSV of the page has all.`, 'soft') : '';
  return `<details${isOpen ? ' open' : ''}><summary>${escape(summary)}</summary>\n<div class="wide"><table>\n<thead><tr>${table.columns.map((one) => `<th>${escape(one.title)}</th>`).join('')}</tr></thead>\n<tbody>\n${body}</tbody></table></div></details>\n${more}`;
}
