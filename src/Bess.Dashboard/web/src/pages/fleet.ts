import { download } from '../data/api';
import type { Schedule } from '../data/documents';
import { planOf, shareOfPower, shareOfWindow, type Plan } from '../data/plan';
import { add, fill, h, newId } from '../view/dom';
import { clock, num, percent, time, utc } from '../view/format';
import { heatmap } from '../view/heatmap';
import { part, type Column, type Table } from '../view/table';
import { latestRounds, link, nothingYet, roundChoice, type Page } from './page';

type Measure = 'power' | 'share' | 'charge';

const measures: Record<Measure, { name: string; unit: string }> = {
  power: { name: 'Power, MW', unit: 'MW' },
  share: { name: 'Power, share of what the battery can do', unit: '% of its limit' },
  charge: { name: 'State of charge, share of its window', unit: '% of its window' },
};
const edge = 1e-6;

/** All batteries of a plan: power over time, state of charge against limits. */
export const fleetPage: Page = async (context) => {
  const rounds = await latestRounds(context);
  const id = context.parts[0] || rounds.find((one) => one.status !== null)?.id;
  if (!id) {
    fill(context.main, h('h1', {}, 'Fleet'), nothingYet('There is no plan yet.'));
    return;
  }
  context.title(`Fleet of ${id}`);
  const plan = await planOf(id, context);
  fill(context.main, h('h1', {}, 'Fleet of ', h('a', { href: link.round(id) }, id)),
    h('div', { class: 'card row' }, roundChoice('Round', rounds, id, newId('round'), (to) => { location.hash = link.fleet(to); })));
  if (!plan) {
    add(context.main, nothingYet(`The round ${id} has no plan.`));
    return;
  }
  add(context.main, ...body(id, plan));
};

function body(id: string, plan: Plan): Node[] {
  const schedules = plan.schedules;
  let measure: Measure = 'power';
  let shown = schedules;
  const value = (schedule: Schedule, t: number): number => {
    const battery = plan.batteries.get(schedule.agent);
    return measure === 'power' ? schedule.powerMw[t]! : 100 * (measure === 'share' ? shareOfPower(schedule, battery, t) : shareOfWindow(schedule, battery, t));
  };
  const map = heatmap(() => ({
    title: 'Batteries over time', rows: shown.length, columns: plan.instants.length - 1,
    value: (i, t) => value(shown[i]!, t), rowName: (i) => shown[i]!.agent,
    columnName: (t) => (measure === 'charge' ? `end of ${clock(plan.instants[t]!)}` : clock(plan.instants[t]!)),
    columnAxis: 'time', unit: measures[measure].unit, scale: measure === 'charge' ? 'sequential' : 'diverging',
    ...(measure === 'charge' ? { range: [0, 100] as const } : measure === 'share' ? { range: [-100, 100] as const } : {}),
    words: () => `${shown.length} batteries over ${plan.instants.length - 1} intervals. ${measure === 'charge' ? 'Dark is empty, light is full.' : 'Blue charges, orange discharges.'}`,
    table: () => overTime(id, plan, shown, measures[measure].name, value),
    open: (i) => { location.hash = link.battery(id, shown[i]!.agent); },
  }));
  const list = h('div', {});
  let first = 0;
  const drawList = () => fill(list, ...part(batteries(id, plan, shown), first, (to) => { first = to; drawList(); }));
  const [measureId, filterId] = [newId('measure'), newId('filter')];
  const known = plan.batteries.size > 0;
  const controls = h('div', { class: 'card row' },
    h('span', { class: 'choice' }, h('label', { for: measureId }, 'Show'), h('select', { id: measureId, onchange: (event) => { measure = (event.target as HTMLSelectElement).value as Measure; map.draw(); } },
      ...(Object.keys(measures) as Measure[]).filter((one) => known || one === 'power').map((one) => h('option', { value: one }, measures[one].name)))),
    h('span', { class: 'choice' }, h('label', { for: filterId }, 'Batteries whose name or group has'), h('input', { id: filterId, type: 'search', oninput: (event) => {
      const wanted = (event.target as HTMLInputElement).value.toLowerCase();
      shown = schedules.filter((one) => one.agent.toLowerCase().includes(wanted) || (plan.batteries.get(one.agent)?.group ?? '').toLowerCase().includes(wanted));
      first = 0;
      map.draw();
      drawList();
    } })),
    h('button', { type: 'button', class: 'quiet', onclick: () => void download(`rounds/${encodeURIComponent(id)}/schedules?format=csv`) }, 'All schedules, CSV'));
  drawList();
  return [controls, map.element, h('section', { class: 'card', 'aria-label': 'Batteries' }, h('h2', {}, known ? 'State of charge against limits' : 'Batteries'), !known && h('p', { class: 'quiet-text' }, 'What each can do, its group and its window are not known here: they stay with whoever hosts it.'), list)];
}

function overTime(id: string, plan: Plan, shown: Schedule[], name: string, value: (schedule: Schedule, t: number) => number): Table {
  return {
    caption: `${name}, of ${id}`, fileName: `fleet-${id}`, rows: plan.instants.length - 1,
    columns: [
      { title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(plan.instants[t]!), shown: (t) => time(plan.instants[t]!) },
      ...shown.map((one) => ({ title: one.agent, name: one.agent, cell: (t: number) => value(one, t), shown: (t: number) => num(value(one, t)) })),
    ],
  };
}

function batteries(id: string, plan: Plan, shown: Schedule[]): Table {
  const hours = plan.schedules[0]!.grid.stepSeconds / 3600;
  const windows = shown.map((one) => one.stateOfChargeMwh.map((_, t) => shareOfWindow(one, plan.batteries.get(one.agent), t)));
  const lowest = (i: number) => Math.min(...windows[i]!);
  const highest = (i: number) => Math.max(...windows[i]!);
  const atLimit = (i: number) => windows[i]!.filter((share) => share <= edge || share >= 1 - edge).length;
  const discharged = (i: number) => shown[i]!.powerMw.reduce((sum, power) => sum + Math.max(0, power) * hours, 0);
  const known: Column[] = plan.batteries.size === 0 ? [] : [
    { title: 'Group', name: 'group', cell: (i) => plan.batteries.get(shown[i]!.agent)?.group ?? '' },
    { title: 'Lowest, share of window', name: 'lowest_share', cell: lowest, shown: (i) => percent(lowest(i)) },
    { title: 'Highest, share of window', name: 'highest_share', cell: highest, shown: (i) => percent(highest(i)) },
    { title: 'Intervals at a limit', name: 'intervals_at_limit', cell: atLimit },
  ];
  return {
    caption: `Batteries of ${id}`, fileName: `batteries-${id}`, rows: shown.length,
    columns: [
      { title: 'Battery', name: 'agent', cell: (i) => shown[i]!.agent, shown: (i) => h('a', { href: link.battery(id, shown[i]!.agent) }, shown[i]!.agent) },
      ...known,
      { title: 'Discharged, MWh', name: 'discharged_mwh', cell: discharged, shown: (i) => num(discharged(i)) },
      { title: 'Began outside its window', name: 'outside_window', cell: (i) => (shown[i]!.outsideWindow.length > 0 ? 'yes' : 'no') },
    ],
  };
}
