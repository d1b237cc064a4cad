import type { Schedule } from '../data/documents';
import { planOf, planOfBattery, shareOfWindow, type Plan } from '../data/plan';
import { reasonsOf } from '../data/reasons';
import { axis, figure, timeAxis, type Line } from '../view/chart';
import { series } from '../view/colours';
import { add, fill, h, newId } from '../view/dom';
import { local, num, percent, time, utc } from '../view/format';
import type { Column, Table } from '../view/table';
import { facts, latestRounds, link, nothingYet, type Page, type PageContext } from './page';
import { ReasonView } from './reasons';

/** One battery: its plan over the price, its state of charge within its window. */
export const batteryPage: Page = async (context) => {
  if (context.session.role === 'prosumer') {
    await ownerPage(context);
    return;
  }
  const id = context.parts[0] || (await latestRounds(context)).find((one) => one.status !== null)?.id;
  const plan = id ? await planOf(id, context) : undefined;
  if (!id || !plan) {
    fill(context.main, h('h1', {}, 'Battery'), nothingYet(id ? `The round ${id} has no plan.` : 'There is no plan yet.'));
    return;
  }
  const name = context.parts[1] || plan.schedules[0]!.agent;
  const schedule = plan.schedules.find((one) => one.agent === name);
  context.title(`Battery ${name}`);
  const choice = newId('battery');
  fill(context.main, h('h1', {}, 'Battery ', name),
    h('div', { class: 'card row' },
      h('span', { class: 'choice' }, h('label', { for: choice }, 'Battery'),
        h('select', { id: choice, onchange: (event) => { location.hash = link.battery(id, (event.target as HTMLSelectElement).value); } },
          ...plan.schedules.map((one) => h('option', { value: one.agent, selected: one.agent === name }, one.agent)))),
      h('a', { href: link.fleet(id) }, `All batteries of ${id}`)));
  if (!schedule) {
    add(context.main, h('p', { class: 'card', role: 'alert' }, `The plan of ${id} has no battery ${name}.`));
    return;
  }
  showBattery(context, id, name, plan, schedule);
};

/** For the owner of a battery: it is named, not chosen among all. */
async function ownerPage(context: PageContext): Promise<void> {
  if (!context.session.batteryPlans) {
    fill(context.main, h('h1', {}, 'Battery'), h('p', { class: 'card' }, 'On a cluster the data of your battery stay with you: your schedule is in the state folder of your own silo.'));
    return;
  }
  const rounds = (await latestRounds(context)).filter((one) => one.status !== null);
  const id = context.parts[0] || rounds[0]?.id;
  const [roundId, nameId] = [newId('round'), newId('battery')];
  const round = h('select', { id: roundId }, ...rounds.map((one) => h('option', { value: one.id, selected: one.id === id }, `${one.id} (${one.powerPlant})`)));
  const name = h('input', { id: nameId, type: 'text', value: context.parts[1] ?? '', autocomplete: 'off', spellcheck: 'false', required: true });
  fill(context.main, h('h1', {}, 'Battery'),
    rounds.length === 0 ? h('p', { class: 'card' }, 'There is no plan yet.')
      : h('form', { class: 'card row', onsubmit: (event) => { event.preventDefault(); location.hash = link.battery(round.value, name.value.trim()); } },
        h('span', { class: 'choice' }, h('label', { for: roundId }, 'Round'), round), h('span', { class: 'choice' }, h('label', { for: nameId }, 'Your battery'), name), h('button', { type: 'submit' }, 'Show')));
  const wanted = context.parts[1];
  if (!id || !wanted) return;
  context.title(`Battery ${wanted}`);
  const plan = await planOfBattery(id, wanted, context.signal);
  if (plan) showBattery(context, id, wanted, plan, plan.schedules[0]!);
  else add(context.main, h('p', { class: 'card', role: 'alert' }, `There is no plan of a battery ${wanted} of yours in ${id}.`));
}

function showBattery(context: PageContext, id: string, name: string, plan: Plan, schedule: Schedule): void {
  const why = h('div', {}, h('p', { class: 'card' }, 'Working out the reasons …'));
  let view: ReasonView | undefined;
  const pick = (across: number) => view?.show(stepAt(plan, across));
  add(context.main, about(plan, schedule), h('div', { class: 'pair' }, powerFigure(id, plan, schedule, pick), chargeFigure(id, plan, schedule, pick)), why);
  void showReasons(id, name, context, why).then((made) => { view = made; });
}

/** Reasons come after the plan is seen: they take longer. */
async function showReasons(id: string, name: string, { session, signal }: PageContext, place: HTMLElement): Promise<ReasonView | undefined> {
  if (!session.batteryPlans) {
    fill(place, h('p', { class: 'card' }, 'There are no reasons here: on a cluster the data of a battery, which they rest on, stay with whoever hosts it.'));
    return undefined;
  }
  try {
    const found = await reasonsOf(id, name, signal);
    if (typeof found === 'string' || found.intervals.length === 0) {
      fill(place, h('p', { class: 'card' }, `There are no reasons: ${typeof found === 'string' ? found : found.summary}`));
      return undefined;
    }
    const view = new ReasonView(found, signal);
    fill(place, view.element);
    view.draw();
    return view;
  } catch (error) {
    if (!signal.aborted) fill(place, h('p', { class: 'card', role: 'alert' }, error instanceof Error ? error.message : String(error)));
    return undefined;
  }
}

// Below this share of what it can do, power is what the solver rounds away.
const dust = 1e-5;

/** The most that the battery can do, MW; 0 where that is not known. */
function limitOf(plan: Plan, schedule: Schedule): number {
  const battery = plan.batteries.get(schedule.agent);
  return battery ? Math.max(battery.chargeLimitMw, battery.dischargeLimitMw) : 0;
}

function standsStill(plan: Plan, schedule: Schedule): boolean {
  return schedule.powerMw.every((power) => Math.abs(power) <= dust * limitOf(plan, schedule));
}

function stepAt(plan: Plan, instant: number): number {
  const at = plan.instants.findIndex((start) => start > instant);
  return Math.max(0, at < 0 ? plan.instants.length - 2 : at - 1);
}

function about(plan: Plan, schedule: Schedule): HTMLElement {
  const battery = plan.batteries.get(schedule.agent);
  const hours = schedule.grid.stepSeconds / 3600;
  const energy = (sign: number) => schedule.powerMw.reduce((sum, power) => sum + Math.max(0, sign * power) * hours, 0);
  const prices = plan.prices;
  const worth = prices ? schedule.powerMw.reduce((sum, power, t) => sum + power * hours * prices[t]!, 0) : NaN;
  const isStill = standsStill(plan, schedule);
  const pairs: [string, string][] = isStill ? [['Plan', 'stands still']] : [['Charges', `${num(energy(-1))} MWh`], ['Discharges', `${num(energy(1))} MWh`]];
  if (prices && !isStill) pairs.push(['Worth at the expected price', `${num(worth)} ${plan.currency}`]);
  if (battery) {
    pairs.push(['Can charge / discharge with', `${num(battery.chargeLimitMw)} / ${num(battery.dischargeLimitMw)} MW`], ['Window', `${num(battery.minimumEnergyMwh)} to ${num(battery.maximumEnergyMwh)} MWh`]);
    if (battery.group) pairs.push(['Group', battery.group]);
  }
  if (schedule.outsideWindow.length > 0) pairs.push(['Outside its window', `in ${schedule.outsideWindow.length} intervals: it began there`]);
  return h('section', { class: 'card', 'aria-label': 'Figures' }, facts(...pairs));
}

/** A value that holds over each interval. */
function held(name: string, values: number[], instants: number[], color: string, more: Partial<Line> = {}): Line {
  return {
    name, type: 'line', step: 'end', showSymbol: false, lineStyle: { width: 2, color }, itemStyle: { color },
    data: [...values.map((value, t) => [instants[t]!, value]), [instants.at(-1)!, values.at(-1)!]] as [number, number][], ...more,
  };
}

function powerFigure(id: string, plan: Plan, schedule: Schedule, pick: (across: number) => void): HTMLElement {
  const prices = plan.prices;
  const unit = `${plan.currency}/MWh`;
  const [isStill, limit] = [standsStill(plan, schedule), limitOf(plan, schedule)];
  const reach = isStill && limit > 0 ? { min: -limit, max: limit } : {};
  const dearest = prices ? prices.indexOf(Math.max(...prices)) : 0;
  const most = schedule.powerMw.indexOf(Math.max(...schedule.powerMw));
  return figure({
    title: 'Plan over the price', height: 'tall', pick,
    words: () => isStill ? `Stands still: no interval has more than ${num(dust * limit)} MW, a hundred thousandth of what it can do.` : `Discharges most at ${time(plan.instants[most]!)} with ${num(schedule.powerMw[most]!)} MW${prices ? `; the dearest interval is ${time(plan.instants[dearest]!)} with ${num(prices[dearest]!)} ${unit}` : ''}. Above zero is discharge.`,
    option: () => {
      const colours = series();
      const power = held('power', schedule.powerMw, plan.instants, colours.first, { areaStyle: { opacity: 0.25, color: colours.first } });
      if (!prices) return { xAxis: timeAxis(), yAxis: { type: 'value', ...reach, ...axis('MW') }, series: [power] };
      return {
        grid: [{ left: 60, right: 12, top: 40, height: '36%' }, { left: 60, right: 12, bottom: 30, height: '36%' }],
        xAxis: [timeAxis({ gridIndex: 0 }), timeAxis({ gridIndex: 1 })],
        yAxis: [{ type: 'value', scale: true, gridIndex: 0, ...axis(unit, { nameGap: 44 }) }, { type: 'value', gridIndex: 1, ...reach, ...axis('MW', { nameGap: 44 }) }],
        series: [held('expected price', prices, plan.instants, colours.second), { ...power, xAxisIndex: 1, yAxisIndex: 1 }],
      };
    },
    table: () => table('Plan', id, plan, schedule, prices, unit),
  }).element;
}

function chargeFigure(id: string, plan: Plan, schedule: Schedule, pick: (across: number) => void): HTMLElement {
  const battery = plan.batteries.get(schedule.agent);
  const prices = plan.prices;
  const levels = [schedule.initialEnergyMwh, ...schedule.stateOfChargeMwh];
  return figure({
    title: 'State of charge', height: 'tall', pick,
    words: () => `From ${num(levels[0]!)} MWh to ${num(levels.at(-1)!)} MWh, between ${num(Math.min(...levels))} and ${num(Math.max(...levels))} MWh${battery ? `; the window is ${num(battery.minimumEnergyMwh)} to ${num(battery.maximumEnergyMwh)} MWh` : ''}.`,
    option: () => {
      const colours = series();
      const bound = (name: string, level: number, type: 'dashed' | 'dotted'): Line => ({
        name, type: 'line', showSymbol: false, lineStyle: { color: colours.limit, type, width: 1.5 }, itemStyle: { color: colours.limit },
        data: [[plan.instants[0]!, level], [plan.instants.at(-1)!, level]],
      });
      const charge: Line = { name: 'state of charge', type: 'line', showSymbol: false, lineStyle: { width: 2, color: colours.first }, itemStyle: { color: colours.first }, areaStyle: { opacity: 0.2, color: colours.first }, data: levels.map((level, t) => [plan.instants[t]!, level]) };
      return {
        xAxis: timeAxis(), yAxis: { type: 'value', min: 0, ...axis('MWh', { nameGap: 44 }) },
        series: battery ? [charge, bound('lower end', battery.minimumEnergyMwh, 'dotted'), bound('upper end', battery.maximumEnergyMwh, 'dashed')] : [charge],
      };
    },
    table: () => table('State of charge', id, plan, schedule, prices, `${plan.currency}/MWh`),
  }).element;
}

function table(what: string, id: string, plan: Plan, schedule: Schedule, prices: number[] | undefined, unit: string): Table {
  const columns: Column[] = [
    { title: 'Interval, UTC', name: 'timestamp_utc', cell: (t) => utc(plan.instants[t]!) },
    { title: 'Interval, local', name: 'timestamp_local', cell: (t) => local(plan.instants[t]!) },
    { title: 'Power, MW', name: 'power_mw', cell: (t) => schedule.powerMw[t]!, shown: (t) => num(schedule.powerMw[t]!) },
    { title: 'State of charge after, MWh', name: 'state_of_charge_mwh', cell: (t) => schedule.stateOfChargeMwh[t]!, shown: (t) => num(schedule.stateOfChargeMwh[t]!) },
    { title: 'Share of window', name: 'share_of_window', cell: (t) => shareOfWindow(schedule, plan.batteries.get(schedule.agent), t), shown: (t) => percent(shareOfWindow(schedule, plan.batteries.get(schedule.agent), t)) },
  ];
  if (prices) columns.splice(2, 0, { title: `Expected price, ${unit}`, name: 'expected_price_per_mwh', cell: (t) => prices[t]!, shown: (t) => num(prices[t]!) });
  return { caption: `${what} of ${schedule.agent} in ${id}`, fileName: `battery-${schedule.agent}-${id}`, rows: schedule.grid.steps, columns };
}
