import { download, send } from '../data/api';
import { hasEnded, real, type Iteration, type Result, type Round, type Wire } from '../data/documents';
import { watch, type WatchedRound } from '../data/trace';
import type { Figure } from '../view/chart';
import { add, fill, h, newId } from '../view/dom';
import { num, percent, seconds, time } from '../view/format';
import { contributionFigures } from './contributionCharts';
import { badge, facts, latestRounds, link, nothingYet, roundChoice, type Page, type PageContext } from './page';
import { agentFigures, dispatchFigures, energyFigures } from './operationCharts';
import { couplingFigures, gapFigure, multiplierFigure, residualFigure, timeFigure } from './roundCharts';

const leastMsBetweenDraws = 100;

/** Residuals, gap, multipliers and time of a round while it runs and after; two rounds beside each other. */
export const roundPage: Page = async (context) => {
  const listed = latestRounds(context);
  const id = context.parts[0] || (await listed)[0]?.id;
  if (!id) {
    fill(context.main, h('h1', {}, 'Round'), nothingYet('There is no round yet.'));
    return;
  }
  const otherId = context.query.get('with') ?? '';
  context.title(`Round ${id}`);
  const head = h('div', { class: 'card' });
  const charts = h('div', { class: 'charts' });
  const said = h('p', { role: 'status', class: 'quiet-text' });
  const picks = (rounds: Round[]) => h('div', { class: 'card row' },
    roundChoice('Round', rounds, id, newId('round'), (to) => { location.hash = link.round(to); }),
    roundChoice('beside', rounds.filter((one) => one.id !== id), otherId, newId('other'), (to) => { location.hash = to ? `${link.round(id)}?with=${encodeURIComponent(to)}` : link.round(id); }, 'no other round'));

  let drawing: Drawing | undefined;
  const [main, other] = await Promise.all([
    watch(id, context, () => drawing?.later()),
    otherId ? watch(otherId, context, () => drawing?.later()) : undefined,
  ]);
  const place = h('div', {});
  void listed.then((rounds) => fill(place, picks(rounds))).catch(() => undefined);
  fill(context.main, h('h1', {}, 'Round ', id), place);
  if (!main) {
    add(context.main, h('p', { class: 'card', role: 'alert' }, `There is no round ${id} here.`));
    return;
  }
  add(context.main, head, said, charts);
  if (otherId && !other) add(head, h('p', { role: 'alert' }, `There is no round ${otherId} here.`));
  drawing = new Drawing(context, head, said, charts, other ? [main, other] : [main]);
  drawing.now();
};

class Drawing {
  private readonly context: PageContext;
  private readonly head: HTMLElement;
  private readonly said: HTMLElement;
  private readonly charts: HTMLElement;
  private readonly rounds: WatchedRound[];
  private figures: Figure[] = [];
  private built = '';
  private timer = 0;
  private last = 0;

  constructor(context: PageContext, head: HTMLElement, said: HTMLElement, charts: HTMLElement, rounds: WatchedRound[]) {
    this.context = context;
    this.head = head;
    this.said = said;
    this.charts = charts;
    this.rounds = rounds;
  }

  /** Draws soon: many changes in a short time are one drawing. */
  later(): void {
    if (this.timer || this.context.signal.aborted) return;
    const wait = this.figures.length === 0 ? 0 : Math.max(0, this.last + leastMsBetweenDraws - performance.now());
    this.timer = window.setTimeout(() => requestAnimationFrame(() => { this.timer = 0; this.now(); }), wait);
  }

  now(): void {
    if (this.context.signal.aborted) return;
    this.last = performance.now();
    this.drawHead();
    // What there is to draw changes when the first iteration comes, and at the end.
    const shape = this.rounds.map((one) => `${one.iterations.length > 0} ${one.iterations[0]?.multipliersPerMwh.length} ${one.result !== undefined} ${one.order !== undefined}`).join();
    if (shape !== this.built) {
      this.built = shape;
      this.build();
    }
    for (const figure of this.figures) figure.draw();
  }

  private build(): void {
    const drawn = this.rounds.filter((one) => one.iterations.length > 0);
    if (drawn.length === 0) {
      this.figures = [];
      fill(this.charts, h('p', { class: 'card' }, hasEnded(this.rounds[0]!.phase) ? 'No iteration was completed.' : 'Waiting for the first iteration …'));
      return;
    }
    const isPair = drawn.length > 1;
    const of = (round: WatchedRound) => (isPair ? ` of ${round.id}` : '');
    const multipliersOf = (round: WatchedRound) => round.iterations[0]!.multipliersPerMwh.map((_, c) => multiplierFigure(round, c, drawn));
    // In the order of who watches; a saved report has the order of the server's.
    const parts: [name: string, place: number, figures: Figure[][]][] = [
      ['Convergence', 6, [residualFigure(drawn), gapFigure(drawn)].map((one) => [one])],
      ['Multipliers', 7, drawn.map(multipliersOf)],
      ['Time', 8, drawn.map((one) => [timeFigure(one, isPair)])],
      ['Price and dispatch', 1, drawn.map((one) => dispatchFigures(one, of(one)))],
      ['Coupled sums against their limits', 2, drawn.map((one) => couplingFigures(one, isPair))],
      ['State of charge of the fleet', 3, drawn.map((one) => energyFigures(one, of(one)))],
      ['Batteries over time', 4, drawn.map((one) => agentFigures(one, of(one)))],
      ['Contribution of the batteries', 5, drawn.map((one) => contributionFigures(one, isPair))],
    ];
    this.figures = parts.flatMap(([, , figures]) => figures.flat());
    fill(this.charts, ...parts.filter(([, , figures]) => figures.some((some) => some.length > 0)).map(([name, place, figures]) => section(name, place, figures, isPair)));
  }

  private drawHead(): void {
    const focus = document.activeElement?.id;
    fill(this.head, h('div', { class: 'pair' }, ...this.rounds.map((one) => this.about(one))));
    if (focus) document.getElementById(focus)?.focus();
    const first = this.rounds[0]!;
    const last = first.iterations.at(-1);
    const words = hasEnded(first.phase) ? `${first.id} ended: ${(first.view.status ?? first.phase).replaceAll('-', ' ')}.` : first.lost ? `${first.lost} What is shown is the last that was heard of it.` : !first.isConnected ? 'The line is broken; trying again.' : last ? '' : `${first.id}: ${first.phase}.`;
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  private about(round: WatchedRound): HTMLElement {
    const last = round.iterations.at(-1);
    const state = hasEnded(round.phase) ? round.view : { ...round.view, phase: round.phase };
    const actions = h('p', { class: 'row' });
    if (!hasEnded(round.phase) && this.context.session.role === 'operator') add(actions, h('button', { id: `cancel-${round.id}`, type: 'button', onclick: () => void cancel(round) }, 'Cancel'));
    if (round.result) {
      const path = `rounds/${encodeURIComponent(round.id)}`;
      const file = (label: string, query: string) => h('button', { id: `${label}-${round.id}`, type: 'button', class: 'quiet', onclick: () => void download(`${path}/${query}`, `round-${round.id}.html`).catch((error: unknown) => { this.said.textContent = error instanceof Error ? error.message : String(error); }) }, label);
      add(actions, h('a', { href: link.fleet(round.id) }, 'Batteries'), file('Trace, NDJSON', 'trace?format=ndjson'), file('Trace, CSV', 'trace?format=csv'), file('Schedules, CSV', 'schedules?format=csv'), round.order && file('Report of the server', 'report'));
    }
    return h('section', { 'aria-label': round.id },
      h('h2', {}, round.id, ' ', badge(state)),
      round.view.detail && h('p', {}, round.view.detail),
      facts(...keyFigures(round, last)),
      round.result && round.result.notes.length > 0 && h('details', {}, h('summary', {}, `Notes (${round.result.notes.length})`), h('ul', {}, ...round.result.notes.slice(0, 100).map((note) => h('li', {}, note)))),
      actions);
  }
}

/** Charts below a heading; of two rounds each has a column of its own. */
function section(name: string, place: number, figures: Figure[][], isPair: boolean): HTMLElement {
  const columns = isPair ? figures.map((some) => h('div', {}, ...some.map((one) => one.element))) : figures.flat().map((one) => one.element);
  return h('section', { 'data-report': place, 'aria-label': name }, h('h2', {}, name), h('div', { class: 'pair' }, ...columns));
}

function keyFigures(round: WatchedRound, last: Iteration | undefined): [string, string][] {
  const figures: [string, string][] = [
    ['Power plant', round.view.powerPlant],
    ['Launched', `${time(Date.parse(round.view.launchedAtUtc))} by ${round.view.launchedBy}`],
    ['Iterations', String(last?.iteration ?? 0)],
  ];
  if (last) {
    figures.push(['Residual', `${num(real(last.residualMw))} MW`], ['Own gap', num(real(last.relativeGap))], ['Answers', `${last.answered} of ${last.agents}, ${last.stale} old, ${last.failed} failed`]);
  }
  if (round.result) {
    figures.push(...planFigures(round.result, round.order?.scenarios.currency ?? ''));
  }
  return figures;
}

/** Key figures of a plan, by the names that the report has. */
function planFigures({ certificate, verdict, timing, economics }: Result, currency: string): [string, string][] {
  const gap = (real(certificate.planCost) - real(certificate.lowerBound)) / real(certificate.scale);
  const money = (value: Wire) => `${num(real(value))} ${currency}`.trim();
  return [
    ['Expected profit, after wear', money(economics.expectedProfit)],
    ['Conditional value at risk of loss', money(economics.conditionalValueAtRisk)],
    ['Cost of the plan', money(certificate.planCost)],
    ['Proved lower bound of the cost', money(certificate.lowerBound)],
    ['Relative gap', `${num(gap)} (${percent(gap)})`],
    ['Largest violation', `${num(real(certificate.maxViolationMw))} MW`],
    ['Wear', money(economics.wearCost)],
    ['Price of deviations', money(economics.couplingCost)],
    ['Separate check', verdict.physicallyFeasible ? (verdict.couplingFeasible ? 'plan holds' : 'coupling breached') : 'physics breached'],
    ['Time', timeSplit(timing)],
  ];
}

function timeSplit({ totalSeconds, agentSeconds, aggregatorSeconds, finalSeconds }: Result['timing']): string {
  const parts = ([['batteries', agentSeconds], ['aggregator', aggregatorSeconds], ['certificate and check', finalSeconds]] as const)
    .map(([name, value]) => `${name} ${percent(real(value) / real(totalSeconds))}`);
  return `${seconds(real(totalSeconds))}: ${parts.join(', ')}`;
}

async function cancel(round: WatchedRound): Promise<void> {
  try {
    await send(`rounds/${encodeURIComponent(round.id)}/cancel`);
  } catch (error) {
    round.notes.push(error instanceof Error ? error.message : String(error));
  }
}
