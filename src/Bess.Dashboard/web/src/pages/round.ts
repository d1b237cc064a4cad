import { download, send } from '../data/api';
import { hasEnded, real, type Iteration, type Round } from '../data/documents';
import { watch, type WatchedRound } from '../data/trace';
import type { Figure } from '../view/chart';
import { add, fill, h, newId } from '../view/dom';
import { num, percent, seconds, time } from '../view/format';
import { badge, facts, latestRounds, link, nothingYet, roundChoice, type Page, type PageContext } from './page';
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
    const constraints = Math.max(...drawn.map((one) => one.iterations[0]!.multipliersPerMwh.length));
    const multipliers = Array.from({ length: constraints }, (_, c) => drawn.filter((one) => one.iterations[0]!.multipliersPerMwh.length > c).map((one) => multiplierFigure(one, c, drawn)));
    const common = [residualFigure(drawn), gapFigure(drawn)];
    const times = drawn.map((one) => timeFigure(one, drawn.length > 1));
    const ends = drawn.map((one) => couplingFigures(one, drawn.length > 1));
    this.figures = [...common, ...multipliers.flat(), ...times, ...ends.flat()];
    const row = (figures: Figure[]) => h('div', { class: 'pair' }, ...figures.map((one) => one.element));
    fill(this.charts, row(common), ...multipliers.map(row), row(times), ...(drawn.length > 1 ? [h('div', { class: 'pair' }, ...ends.map((some) => h('div', {}, ...some.map((one) => one.element))))] : [row(ends.flat())]));
  }

  private drawHead(): void {
    const focus = document.activeElement?.id;
    fill(this.head, h('div', { class: 'pair' }, ...this.rounds.map((one) => this.about(one))));
    if (focus) document.getElementById(focus)?.focus();
    const first = this.rounds[0]!;
    const last = first.iterations.at(-1);
    const words = hasEnded(first.phase) ? `${first.id} ended: ${first.view.status ?? first.phase}.` : first.lost ? `${first.lost} What is shown is the last that was heard of it.` : !first.isConnected ? 'The line is broken; trying again.' : last ? '' : `${first.id}: ${first.phase}.`;
    if (this.said.textContent !== words) this.said.textContent = words;
  }

  private about(round: WatchedRound): HTMLElement {
    const last = round.iterations.at(-1);
    const state = hasEnded(round.phase) ? round.view : { ...round.view, phase: round.phase };
    const actions = h('p', { class: 'row' });
    if (!hasEnded(round.phase) && this.context.session.role === 'operator') add(actions, h('button', { id: `cancel-${round.id}`, type: 'button', onclick: () => void cancel(round) }, 'Cancel'));
    if (round.result) {
      const path = `rounds/${encodeURIComponent(round.id)}`;
      const file = (label: string, query: string) => h('button', { id: `${label}-${round.id}`, type: 'button', class: 'quiet', onclick: () => void download(`${path}/${query}`) }, label);
      add(actions, h('a', { href: link.fleet(round.id) }, 'Batteries'), file('Trace, NDJSON', 'trace?format=ndjson'), file('Trace, CSV', 'trace?format=csv'), file('Schedules, CSV', 'schedules?format=csv'));
    }
    return h('section', { 'aria-label': round.id },
      h('h2', {}, round.id, ' ', badge(state)),
      round.view.detail && h('p', {}, round.view.detail),
      facts(...keyFigures(round, last)),
      round.result && round.result.notes.length > 0 && h('details', {}, h('summary', {}, `Notes (${round.result.notes.length})`), h('ul', {}, ...round.result.notes.slice(0, 100).map((note) => h('li', {}, note)))),
      actions);
  }
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
    const { certificate, verdict, timing, economics } = round.result;
    const gap = (real(certificate.planCost) - real(certificate.lowerBound)) / real(certificate.scale);
    const currency = round.order?.scenarios.currency ?? '';
    figures.push(
      ['Certified gap', `${num(gap)} (${percent(gap)})`],
      ['Feasible', verdict.physicallyFeasible ? (verdict.couplingFeasible ? 'yes' : 'batteries yes, coupling no') : 'no'],
      ['Expected profit', `${num(real(economics.expectedProfit))} ${currency}`.trim()],
      ['Time', seconds(real(timing.totalSeconds))]);
  }
  return figures;
}

async function cancel(round: WatchedRound): Promise<void> {
  try {
    await send(`rounds/${encodeURIComponent(round.id)}/cancel`);
  } catch (error) {
    round.notes.push(error instanceof Error ? error.message : String(error));
  }
}
