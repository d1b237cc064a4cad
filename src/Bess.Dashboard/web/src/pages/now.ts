import { readOrNot } from '../data/api';
import { bindingOf } from '../data/binding';
import { planOf, type RoundPlan } from '../data/plan';
import { hasEnded, real, type PowerPlant, type Round } from '../data/documents';
import { fill, h } from '../view/dom';
import { clock, num, percent, seconds, time } from '../view/format';
import { part } from '../view/table';
import { badge, facts, latestRounds, link, nothingYet, type Page, type PageContext } from './page';

const soonMs = 2000;
const laterMs = 10_000;

/** Is it feasible, is it converging, which limit binds? */
export const nowPage: Page = async (context) => {
  const plants = h('div', { class: 'cards' });
  const rounds = h('section', { 'aria-label': 'Latest rounds' });
  const results = new Map<string, RoundPlan>();
  let shown = '';
  fill(context.main, h('h1', {}, 'Now'), plants, h('div', { class: 'card' }, h('h2', {}, 'Latest rounds'), rounds));
  const refresh = async (): Promise<boolean> => {
    const [list, latest] = await Promise.all([context.session.listsEverything ? readOrNot<{ powerPlants: PowerPlant[] }>('powerplants?limit=100', context.signal) : undefined, latestRounds(context)]);
    const state = JSON.stringify([list, latest]);
    if (state !== shown) {
      shown = state;
      const found = list?.powerPlants ?? [];
      fill(plants, ...(found.length > 0 ? await Promise.all(found.map((plant) => plantCard(context, plant, results))) : [emptyCard(list === undefined)]));
      fill(rounds, ...(latest.length > 0 ? part(roundTable(latest), 0, () => undefined) : [h('p', {}, 'None yet.')]));
    }
    return latest.some((round) => !hasEnded(round.phase));
  };
  let isRunning = await refresh();
  const poll = () => {
    setTimeout(async () => {
      if (context.signal.aborted) return;
      isRunning = await refresh().catch(() => isRunning);
      poll();
    }, isRunning ? soonMs : laterMs);
  };
  poll();
};

function emptyCard(isBlind: boolean): HTMLElement {
  return isBlind
    ? h('p', { class: 'card' }, 'This server knows power plants by their names only: open a round by its address.')
    : nothingYet('No power plant has had a round yet.');
}

async function plantCard(context: PageContext, plant: PowerPlant, results: Map<string, RoundPlan>): Promise<HTMLElement> {
  const round = plant.latestRound;
  const card = h('section', { class: 'card', 'aria-label': plant.name }, h('h2', {}, plant.name));
  if (!round) {
    card.append(facts(['Enrolled batteries', num(plant.enrolledBatteries)], ['Rounds', 'none yet']));
    return card;
  }
  card.append(h('p', {}, badge(round), ' ', context.session.role === 'prosumer' ? round.id : h('a', { href: link.round(round.id) }, round.id)));
  if (round.detail) card.append(h('p', {}, round.detail));
  if (context.session.role === 'prosumer' || (hasEnded(round.phase) && round.status === null)) return card;
  if (!hasEnded(round.phase)) {
    card.append(facts(['Converging', `iteration ${round.iterations}, ${round.phase}`], ['Launched', `${time(Date.parse(round.launchedAtUtc))} by ${round.launchedBy}`]));
    return card;
  }
  const plan = results.get(round.id) ?? (await planOf(round.id, context));
  if (!plan) return card;
  results.set(round.id, plan);
  card.append(...verdict(plan));
  card.append(h('p', {}, h('a', { href: link.fleet(round.id) }, `${num(plan.result.schedules.length)} batteries`)));
  return card;
}

function verdict(plan: RoundPlan): HTMLElement[] {
  const result = plan.result;
  const last = result.trace.at(-1);
  const grid = result.schedules[0]?.grid;
  const binding = grid ? bindingOf(result, grid) : [];
  const feasible = !result.verdict.physicallyFeasible ? 'no: the plan checker refused it' : result.verdict.couplingFeasible ? 'yes' : `batteries yes, coupling misses by ${num(real(result.verdict.maxCouplingViolationMw))} MW`;
  const gap = (real(result.certificate.planCost) - real(result.certificate.lowerBound)) / real(result.certificate.scale);
  return [
    facts(
      ['Feasible', feasible],
      ['Certified gap', Math.abs(gap) < 5e-4 ? `${num(gap)} of the plan` : percent(gap)],
      ['Iterations', `${result.trace.length}${last ? `, residual ${num(real(last.residualMw))} MW` : ''}`],
      ['Time', seconds(real(result.timing.totalSeconds))]),
    h('h3', {}, 'Which limit binds'),
    binding.length === 0
      ? h('p', {}, 'None.')
      : h('ul', {}, ...binding.map((one) => h('li', {}, `${one.name}: in ${one.steps} of ${grid!.steps} intervals, dearest at ${clock(one.dearestAt)} with ${num(one.dearestPerMwh)} ${plan.order?.scenarios.currency ?? ''}/MWh`))),
  ];
}

function roundTable(rounds: Round[]) {
  return {
    caption: 'Rounds, newest first', fileName: 'rounds', rows: rounds.length,
    columns: [
      { title: 'Round', name: 'id', cell: (i: number) => rounds[i]!.id, shown: (i: number) => h('a', { href: link.round(rounds[i]!.id) }, rounds[i]!.id) },
      { title: 'Power plant', name: 'power_plant', cell: (i: number) => rounds[i]!.powerPlant },
      { title: 'Stands', name: 'status', cell: (i: number) => rounds[i]!.status ?? rounds[i]!.phase, shown: (i: number) => badge(rounds[i]!) },
      { title: 'Launched', name: 'launched_utc', cell: (i: number) => rounds[i]!.launchedAtUtc, shown: (i: number) => time(Date.parse(rounds[i]!.launchedAtUtc)) },
      { title: 'By', name: 'launched_by', cell: (i: number) => rounds[i]!.launchedBy },
      { title: 'Iterations', name: 'iterations', cell: (i: number) => rounds[i]!.iterations },
    ],
  };
}

