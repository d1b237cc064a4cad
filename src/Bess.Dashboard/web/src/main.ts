import './styles.css';
import { ApiError, forgetKey, read, rememberKey, takeKeyFromAddress } from './data/api';
import type { Session } from './data/documents';
import { backtestPage } from './pages/backtest/backtest';
import { batteryPage } from './pages/battery';
import { dataPage } from './pages/data/data';
import { fleetPage } from './pages/fleet';
import { launchPage } from './pages/launch/launch';
import { nowPage } from './pages/now';
import { roundPage } from './pages/round';
import type { Page, PageContext } from './pages/page';
import { dropCharts } from './view/chart';
import { fill, h, newId } from './view/dom';
import { saveReport } from './view/report';
import { applyTheme, keepSettings, settings } from './view/settings';
import { zoneName } from './view/format';

const pages: { name: string; path: string; page: Page; roles: Session['role'][] }[] = [
  { name: 'Now', path: '', page: nowPage, roles: ['operator', 'viewer', 'prosumer'] },
  { name: 'Launch', path: 'launch', page: launchPage, roles: ['operator'] },
  { name: 'Round', path: 'round', page: roundPage, roles: ['operator', 'viewer'] },
  { name: 'Fleet', path: 'fleet', page: fleetPage, roles: ['operator', 'viewer'] },
  { name: 'Battery', path: 'battery', page: batteryPage, roles: ['operator', 'viewer', 'prosumer'] },
  { name: 'Backtest', path: 'backtest', page: backtestPage, roles: ['operator', 'viewer'] },
  { name: 'Data', path: 'data', page: dataPage, roles: ['operator', 'viewer'] },
];

const app = document.getElementById('app')!;
const main = h('main', { id: 'main', tabindex: -1 });
const nav = h('nav', { 'aria-label': 'Pages' });
const who = h('p', { class: 'who' });
let leave = new AbortController();
let session: Session | undefined;

function shell(): void {
  fill(app,
    h('a', { class: 'skip', href: '#main', onclick: (event) => { event.preventDefault(); main.focus(); } }, 'Skip to the page'),
    h('header', {}, h('a', { class: 'brand', href: '#/' }, 'Bess'), nav, choices(), who),
    main);
}

function choices(): HTMLElement {
  const [theme, zone] = [newId('theme'), newId('zone')];
  const change = () => {
    keepSettings();
    void open(false);
  };
  return h('div', { class: 'choices' },
    h('label', { for: zone }, 'Times'),
    h('select', { id: zone, onchange: (event) => { settings.zone = (event.target as HTMLSelectElement).value as typeof settings.zone; change(); } },
      h('option', { value: 'utc', selected: settings.zone === 'utc' }, 'UTC'),
      h('option', { value: 'local', selected: settings.zone === 'local' }, 'local')),
    h('label', { for: theme }, 'Theme'),
    h('select', { id: theme, onchange: (event) => { settings.theme = (event.target as HTMLSelectElement).value as typeof settings.theme; change(); } },
      ...(['system', 'light', 'dark'] as const).map((one) => h('option', { value: one, selected: settings.theme === one }, one))),
    h('button', { type: 'button', class: 'quiet', onclick: () => saveReport(main) }, 'Save as report'));
}

function showNav(path: string): void {
  const role = session?.role;
  fill(nav, h('ul', {}, ...pages.filter((one) => role && one.roles.includes(role)).map((one) =>
    h('li', {}, h('a', { href: `#/${one.path}`, 'aria-current': one.path === path && 'page' }, one.name)))));
  fill(who, session ? `${session.name}, ${session.role} · times in ${zoneName()}` : '');
}

/** Shows what the address says. */
async function open(isMove: boolean): Promise<void> {
  leave.abort();
  leave = new AbortController();
  const signal = leave.signal;
  dropCharts();
  const [route = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [path = '', ...parts] = route.split('/').map(decodeURIComponent);
  try {
    session ??= await read<Session>('session');
    if (signal.aborted) return;
    const found = pages.find((one) => one.path === path && one.roles.includes(session!.role));
    showNav(path);
    if (!found) {
      fill(main, h('h1', {}, 'No such page'), h('p', {}, h('a', { href: '#/' }, 'Now')));
      return;
    }
    document.title = `${found.name} – Bess`;
    fill(main, h('h1', {}, found.name), h('p', { class: 'loading' }, 'Loading …'));
    if (isMove) main.focus();
    const context: PageContext = { main, parts, query: new URLSearchParams(query), session, signal, title: (text) => { document.title = `${text} – Bess`; } };
    await found.page(context);
  } catch (error) {
    if (!signal.aborted) showError(error);
  }
}

function showError(error: unknown): void {
  if (error instanceof ApiError && error.status === 401) {
    askForKey();
    return;
  }
  fill(main, h('h1', {}, 'This did not work'), h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error)),
    h('button', { type: 'button', onclick: () => void open(false) }, 'Try again'));
}

function askForKey(): void {
  session = undefined;
  showNav('');
  const id = newId('key');
  const input = h('input', { id, type: 'password', autocomplete: 'off', required: true, spellcheck: 'false' });
  const isWrong = sessionStorage.length > 0;
  forgetKey();
  fill(main, h('h1', {}, 'Key'),
    h('form', { class: 'card key', onsubmit: (event) => { event.preventDefault(); rememberKey(input.value); void open(true); } },
      h('p', { role: isWrong ? 'alert' : undefined }, isWrong ? 'This key opens nothing here.' : 'This server asks for a key: bess keys create makes one, or start it with --open.'),
      h('label', { for: id }, 'Key'), input, h('button', { type: 'submit' }, 'Enter')));
  input.focus();
}

takeKeyFromAddress();
applyTheme();
shell();
addEventListener('hashchange', () => {
  const hadKey = location.hash.startsWith('#key=');
  takeKeyFromAddress();
  if (hadKey) session = undefined;
  void open(true);
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  applyTheme();
  if (settings.theme === 'system') void open(false);
});
void open(false);
