import { download, readOrNot, send } from '../../data/api';
import { isOver, pathOf, type BacktestRun, type BacktestSteps, type WatchedRun } from '../../data/backtests';
import type { Figure } from '../../view/chart';
import { add, fill, h, newId } from '../../view/dom';
import { numOr, time } from '../../view/format';
import { part } from '../../view/table';
import { facts, link, type PageContext } from '../page';
import { dayFigures } from './dayCharts';
import { frontierOf } from './frontier';
import { contributionFigure, drawdownFigure, expectationFigure, mostDaysByDay, profitFigure, streamFigure, worstFigure } from './moneyCharts';
import { amount, share } from './words';

const leastMsBetweenDraws = 250;
const shapes: Record<BacktestRun['state'], [string, string]> = {
  queued: ['…', 'runs'], running: ['…', 'runs'], done: ['✓', 'good'], failed: ['✕', 'bad'], cancelled: ['–', 'fair'], interrupted: ['!', 'bad'],
};

/** How a run stands, by shape and word as well as by colour. */
export function runBadge(run: BacktestRun): HTMLElement {
  const [shape, kind] = shapes[run.state] ?? ['…', 'runs'];
  return h('span', { class: `badge ${kind}` }, h('span', { 'aria-hidden': 'true' }, `${shape} `), run.state);
}

/** One run, or two beside each other, while they go on and after. */
export class RunView {
  readonly element = h('div', {});
  private readonly context: PageContext;
  private readonly runs: WatchedRun[];
  private readonly others: BacktestRun[];
  private readonly head = h('div', { class: 'card' });
  private readonly said = h('p', { role: 'status', class: 'quiet-text' });
  private readonly charts = h('div', { class: 'charts' });
  private figures: Figure[] = [];
  private built = '';
  private timer = 0;
  private last = 0;

  constructor(context: PageContext, runs: WatchedRun[], others: BacktestRun[]) {
    this.context = context;
    this.runs = runs;
    this.others = others;
    fill(this.element, this.head, this.said, this.charts);
  }

  /** Draws soon: many changes in a short time are one drawing. */
  later(): void {
    if (this.timer || this.context.signal.aborted) return;
    const wait = Math.max(0, this.last + leastMsBetweenDraws - performance.now());
    this.timer = window.setTimeout(() => { this.timer = 0; this.now(); }, wait);
  }

  now(): void {
    if (this.context.signal.aborted) return;
    this.last = performance.now();
    const focus = document.activeElement?.id;
    fill(this.head, h('div', { class: 'pair' }, ...this.runs.map((one) => this.about(one))));
    if (focus) document.getElementById(focus)?.focus();
    const words = progressWords(this.runs[0]!);
    if (this.said.textContent !== words) this.said.textContent = words;
    const shape = this.runs.map((one) => `${(one.days?.days.length ?? 0) > 0} ${one.days?.isFinal} ${one.days?.streams.length} ${one.result !== undefined}`).join();
    if (shape !== this.built) {
      this.built = shape;
      this.build();
    }
    for (const figure of this.figures) figure.draw();
  }

  private build(): void {
    const drawn = this.runs.filter((one) => (one.days?.days.length ?? 0) > 0);
    if (drawn.length === 0) {
      this.figures = [];
      fill(this.charts, h('p', { class: 'card' }, isOver(this.runs[0]!.run.state) ? 'No day was closed.' : 'Waiting for the first day …'));
      return;
    }
    const isPair = this.runs.length > 1;
    const money = [profitFigure(drawn), drawdownFigure(drawn)];
    const first = drawn[0]!;
    // By the names, and in the order, of the report.
    const named: [string, Figure | undefined][] = isPair ? [] : [
      [first.days!.days.length <= mostDaysByDay ? 'Streams by day' : 'Streams by month', streamFigure(first)], ['Contribution of the streams', contributionFigure(first)], ['Tail risk', worstFigure(first)], ['Expected against realised', expectationFigure(first)],
    ];
    const single = named.flatMap(([name, made], i) => (made ? [{ name, made, place: 3 + i }] : []));
    this.figures = [...money, ...single.map((one) => one.made)];
    const frontier = h('div', { 'data-report': 7 });
    fill(this.charts,
      section('Profit and loss', 2, money), isPair ? comparison(drawn) : h('div', { 'data-report': 1 }, this.dayPicker(first)),
      ...single.map((one) => section(one.name, one.place, [one.made])), frontier,
      ...this.runs.map((one) => ending(one, isPair)));
    if (!isPair && first.result) {
      void frontierOf(first.run, first.result, this.others, this.context.signal)
        .then((found) => { if (found) fill(frontier, section('Efficient frontier', 7, [found])); })
        .catch((error: unknown) => { if (!this.context.signal.aborted) fill(frontier, h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error))); });
    }
  }

  private about({ run, result, lost, isConnected }: WatchedRun): HTMLElement {
    const actions = h('p', { class: 'row' });
    const act = (label: string, work: () => Promise<unknown>, name = label) => h('button', {
      id: `${name}-${run.id}`, type: 'button', class: 'quiet',
      onclick: () => void work().catch((error: unknown) => { this.said.textContent = error instanceof Error ? error.message : String(error); }),
    }, label);
    const isOperator = this.context.session.role === 'operator';
    if (isOperator && !isOver(run.state)) add(actions, act('Cancel', () => send(`${pathOf(run.id)}/cancel`)));
    if (isOperator && (run.state === 'interrupted' || run.state === 'cancelled')) add(actions, act('Resume', async () => { await send(`${pathOf(run.id)}/resume`); dispatchEvent(new HashChangeEvent('hashchange')); }));
    if (run.daysDone > 0) add(actions, act('Days, CSV', () => download(`${pathOf(run.id)}/days?format=csv`, `days-${run.id}.csv`), 'days'));
    if (run.state === 'done') add(actions, act('Report of the server', () => download(`${pathOf(run.id)}/report`, `backtest-${run.id}.html`), 'report'));
    return h('section', { 'aria-label': run.id },
      h('h2', {}, run.id, ' ', runBadge(run)),
      run.text && h('p', {}, run.text), lost && h('p', { role: 'alert' }, `${lost} What is shown is the last that was heard of it.`), !isConnected && !lost && h('p', {}, 'The line is broken; trying again.'),
      result && !result.isTradable && h('p', { class: 'fault' }, 'Not tradable: this strategy is given the prices that came. It is a yardstick: nobody can earn this.'),
      result?.isSynthetic && h('p', { class: 'fault' }, 'The prices are synthetic: made up by a program, never traded.'),
      facts(...keyFigures(run, result)), actions);
  }

  // One day at a time: what the battery did over the price.
  private dayPicker(watched: WatchedRun): HTMLElement {
    const { run } = watched;
    const place = h('div', { class: 'pair' });
    const id = newId('day');
    const all = watched.days!.days;
    const worst = all.reduce((best, day) => (day.net < best.net ? day : best));
    const wanted = this.context.query.get('day');
    let shown = 0;
    const show = async (day: string) => {
      const mine = ++shown;
      const steps = await readOrNot<BacktestSteps>(`${pathOf(run.id)}/steps?day=${encodeURIComponent(day)}`, this.context.signal);
      if (mine !== shown) return;
      if (!steps) {
        fill(place, h('p', { class: 'card' }, `There is nothing of ${day}.`));
        return;
      }
      const figures = dayFigures(run.id, steps);
      fill(place, ...figures.map((one) => one.element));
      for (const one of figures) one.draw();
    };
    const open = (day: string) => void show(day).catch((error: unknown) => { if (!this.context.signal.aborted) fill(place, h('p', { role: 'alert' }, error instanceof Error ? error.message : String(error))); });
    const select = h('select', { id, onchange: (event) => open((event.target as HTMLSelectElement).value) },
      ...all.map((day) => h('option', { value: day.day, selected: day.day === (wanted ?? worst.day) }, `${day.day}: ${amount(day.net)} ${watched.days!.currency}${day.day === worst.day ? ', the worst' : ''}`)));
    open(select.value);
    return h('section', { 'aria-label': 'Dispatch over price' }, h('h2', {}, 'Dispatch over price'), h('div', { class: 'card row' }, h('span', { class: 'choice' }, h('label', { for: id }, 'Day'), select)), place);
  }
}

function section(name: string, place: number, figures: Figure[]): HTMLElement {
  return h('section', { 'data-report': place, 'aria-label': name }, h('h2', {}, name), h('div', { class: 'pair' }, ...figures.map((one) => one.element)));
}

function progressWords({ run, isConnected }: WatchedRun): string {
  if (isOver(run.state)) return `${run.id}: ${run.state}.`;
  if (!isConnected) return 'The line is broken; trying again.';
  if (run.state === 'queued') return run.waitingBefore ? `Waits for ${run.waitingBefore} others.` : 'Waits for its turn.';
  const of = run.stepTotal > 0 ? ` ${run.stepDone} of ${run.stepTotal}` : '';
  return `${run.step ?? 'running'}${of}`;
}

function keyFigures(run: BacktestRun, result: WatchedRun['result']): [string, string][] {
  const { order } = run;
  const currency = run.currency ?? '';
  const money = (value: number | null | undefined) => `${amount(value)} ${currency}`.trim();
  const figures: [string, string][] = [
    ['Market', `${order.zone}${order.market ? ` of ${order.market}` : ''}`], ['Strategy', `${order.strategy ?? 'default'}${order.lambda === undefined ? '' : `, λ ${order.lambda}`}`],
    ['Days', `${order.from ?? '…'} to ${order.to ?? '…'}: ${run.daysDone} of ${run.days ?? '…'}`], ['Started', `${run.startedUtc ? time(Date.parse(run.startedUtc)) : 'not yet'} by ${run.createdBy}`],
  ];
  if (!result) return [...figures, ['Net so far', money(run.net)]];
  const level = result.captureLevel === null ? '' : `${share(result.captureLevel).replace('.0', '')} `;
  return [
    ...figures,
    ['Net per MW and year', money(result.netPerMwYear)], ['Ceiling per MW and year', money(result.ceilingPerMwYear)], ['Capture', share(result.capture)],
    [`${level}interval of capture`, result.captureLow === null ? 'none' : `${share(result.captureLow)} … ${share(result.captureHigh)}`], ['Net', money(result.net)],
    [`Worst day${result.worstDayDate ? `, ${result.worstDayDate}` : ''}`, money(result.worstDay)], ['Largest drawdown', money(result.maxDrawdown)],
    ['Sharpe ratio', numOr(result.sharpe)], ['Cycles a day', numOr(result.cyclesPerDay)],
    ['Leakage', !result.isTradable ? 'sees the future by design' : result.leakage?.isClean === true ? 'none found' : result.leakage?.isClean === false ? 'FOUND' : 'not checked'],
  ];
}

/** What stands at the end of a report: the ceiling, leakage, rules. */
function ending({ run, result }: WatchedRun, isPair: boolean): HTMLElement {
  const of = isPair ? ` of ${run.id}` : '';
  if (!result) return h('div', { 'data-report': 9 });
  return h('section', { class: 'card', 'data-report': 9, 'aria-label': `What it rests on${of}` },
    h('h2', {}, `The ceiling${of}`), h('p', {}, `Perfect foresight under the same rules: ${result.ceilingRules}`),
    h('h2', {}, `Leakage certificate${of}`), h('p', {}, result.leakage?.statement ?? 'No day was checked.'), h('p', { class: 'quiet-text' }, `Ledger: ${result.ledgerHash}`),
    h('h2', {}, `Rules applied${of}`),
    Object.keys(result.rules).length === 0 ? h('p', {}, 'None: no value was missing and no plan failed.') : h('ul', {}, ...Object.entries(result.rules).map(([rule, days]) => h('li', {}, `${rule}: on ${days} days`))),
    result.notes.length > 0 && h('ul', {}, ...result.notes.map((note) => h('li', {}, note))));
}

/** What the battery of a run can discharge with, MW. */
function powerOf({ run: { order } }: WatchedRun): number | undefined {
  const battery = (order.site?.['battery'] ?? order.battery) as { dischargeLimitMw?: number } | undefined;
  return battery?.dischargeLimitMw;
}

/** Two runs, day by day on the days that both have. */
function comparison(runs: WatchedRun[]): HTMLElement {
  const [one, other] = runs;
  if (!one || !other) return h('p', { class: 'card', 'data-report': 1 }, 'The other run has no day yet.');
  const second = new Map(other.days!.days.map((day) => [day.day, day.net]));
  const common = one.days!.days.filter((day) => second.has(day.day)).map((day) => ({ day: day.day, first: day.net, second: second.get(day.day)!, difference: day.net - second.get(day.day)! }));
  const sum = common.reduce((total, day) => total + day.difference, 0);
  const sorted = [...common].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const [power, otherPower] = [powerOf(one), powerOf(other)];
  const place = h('div', {});
  let first = 0;
  const draw = () => fill(place, ...part({
    caption: 'Days that differ most first', fileName: `compare-${one.run.id}-and-${other.run.id}`, rows: sorted.length,
    columns: [
      { title: 'Day', name: 'day', cell: (i) => sorted[i]!.day },
      ...(['first', 'second', 'difference'] as const).map((name) => ({ title: name === 'first' ? one.run.id : name === 'second' ? other.run.id : 'Difference', name, cell: (i: number) => sorted[i]![name], shown: (i: number) => amount(sorted[i]![name]) })),
    ],
  }, first, (to) => { first = to; draw(); }));
  draw();
  return h('section', { class: 'card', 'data-report': 1, 'aria-label': 'Difference' }, h('h2', {}, 'Difference'),
    power !== otherPower && h('p', { class: 'fault' }, `The batteries differ, ${numOr(power)} and ${numOr(otherPower)} MW: compare net per MW and year, not amounts.`),
    h('p', {}, `On ${common.length} common days ${h('a', { href: link.backtest(one.run.id) }, one.run.id).textContent} earns ${amount(sum)} ${one.days!.currency} more than ${other.run.id}. Whether that is more than chance, bess compare tells.`), place);
}
