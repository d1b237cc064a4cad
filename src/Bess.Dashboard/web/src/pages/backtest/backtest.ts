import { allMarkets, latestRuns, watchRun, type BacktestRun } from '../../data/backtests';
import { fill, h, newId } from '../../view/dom';
import { time } from '../../view/format';
import { part } from '../../view/table';
import { link, type Page, type PageContext } from '../page';
import { RunView, runBadge } from './run';
import { StartForm } from './start';
import { amount } from './words';

/** Starts backtests, follows them, compares two. */
export const backtestPage: Page = async (context) => {
  const id = context.parts[0];
  if (id) await runPage(context, id);
  else await startPage(context);
};

async function startPage(context: PageContext): Promise<void> {
  const [markets, runs] = await Promise.all([allMarkets(context), latestRuns(context)]);
  if (!markets || !runs) {
    noneHere(context);
    return;
  }
  const isOperator = context.session.role === 'operator';
  const form = isOperator && markets.zones.length > 0 ? new StartForm(context, markets, markets.zones).element : h('p', { class: 'card' }, markets.zones.length === 0 ? (markets.note ?? 'There is no market to run on.') : 'Only operators start backtests.');
  const place = h('div', {});
  let first = 0;
  const draw = () => fill(place, ...(runs.length === 0 ? [h('p', {}, 'There is none yet.')] : part(runTable(runs), first, (to) => { first = to; draw(); })));
  draw();
  fill(context.main, h('h1', {}, 'Backtest'), form, h('section', { class: 'card', 'aria-label': 'Backtests' }, h('h2', {}, 'Backtests'), place));
}

function noneHere(context: PageContext): void {
  fill(context.main, h('h1', {}, 'Backtest'), h('p', { class: 'card' }, 'This server runs no backtests; the tool does: bess backtest.'));
}

async function runPage(context: PageContext, id: string): Promise<void> {
  if (!context.session.backtests) {
    noneHere(context);
    return;
  }
  const otherId = context.query.get('with') ?? '';
  context.title(`Backtest ${id}`);
  let view: RunView | undefined;
  const changed = () => view?.later();
  const [runs, main, other] = await Promise.all([latestRuns(context), watchRun(id, context.signal, changed), otherId ? watchRun(otherId, context.signal, changed) : undefined]);
  const title = h('h1', {}, 'Backtest ', id);
  if (!main) {
    fill(context.main, title, h('p', { class: 'card', role: 'alert' }, `There is no backtest ${id} here.`));
    return;
  }
  const all = runs ?? [];
  view = new RunView(context, other ? [main, other] : [main], all);
  fill(context.main, title,
    h('div', { class: 'card row' },
      choice('Backtest', all, id, (to) => { location.hash = link.backtest(to); }),
      choice('beside', all.filter((one) => one.id !== id), otherId, (to) => { location.hash = to ? `${link.backtest(id)}?with=${encodeURIComponent(to)}` : link.backtest(id); }, 'no other backtest'),
      h('a', { href: '#/backtest' }, 'Start another')),
    otherId && !other && h('p', { class: 'card', role: 'alert' }, `There is no backtest ${otherId} here.`),
    view.element);
  view.now();
}

function choice(label: string, runs: BacktestRun[], chosen: string, open: (id: string) => void, none?: string): HTMLElement {
  const id = newId('backtest');
  const ids = runs.some((one) => one.id === chosen) || !chosen ? runs.map((one) => one.id) : [chosen, ...runs.map((one) => one.id)];
  return h('span', { class: 'choice' }, h('label', { for: id }, label),
    h('select', { id, onchange: (event) => open((event.target as HTMLSelectElement).value) },
      none !== undefined && h('option', { value: '', selected: !chosen }, none), ...ids.map((one) => h('option', { value: one, selected: one === chosen }, nameOf(one, runs)))));
}

// What it is, before a name that nobody has chosen.
function nameOf(id: string, runs: BacktestRun[]): string {
  const order = runs.find((one) => one.id === id)?.order;
  return order ? `${order.zone} ${order.strategy ?? ''} ${order.from ?? ''} to ${order.to ?? ''}: ${id}` : id;
}

function runTable(runs: BacktestRun[]) {
  return {
    caption: 'Backtests, newest first', fileName: 'backtests', rows: runs.length,
    columns: [
      { title: 'Backtest', name: 'id', cell: (i: number) => runs[i]!.id, shown: (i: number) => h('a', { href: link.backtest(runs[i]!.id) }, runs[i]!.id) },
      { title: 'Stands', name: 'state', cell: (i: number) => runs[i]!.state, shown: (i: number) => runBadge(runs[i]!) },
      { title: 'Zone', name: 'zone', cell: (i: number) => runs[i]!.order.zone },
      { title: 'Days', name: 'days', cell: (i: number) => `${runs[i]!.order.from ?? ''} to ${runs[i]!.order.to ?? ''}` },
      { title: 'Strategy', name: 'strategy', cell: (i: number) => runs[i]!.order.strategy ?? '' },
      { title: 'Net', name: 'net', cell: (i: number) => runs[i]!.net ?? NaN, shown: (i: number) => `${amount(runs[i]!.net)} ${runs[i]!.currency ?? ''}` },
      { title: 'Begun', name: 'created_utc', cell: (i: number) => runs[i]!.createdUtc, shown: (i: number) => time(Date.parse(runs[i]!.createdUtc)) },
      { title: 'By', name: 'created_by', cell: (i: number) => runs[i]!.createdBy },
    ],
  };
}
