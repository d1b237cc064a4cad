import { added, contributionsOf, largest, membersOf, rowContributionsOf, statedProfit, type Contribution } from '../data/contribution';
import type { WatchedRound } from '../data/trace';
import { axis, figure, finite, type Bar, type Figure, type Option } from '../view/chart';
import { series } from '../view/colours';
import { add, h, newId } from '../view/dom';
import { num, percent } from '../view/format';
import type { Column } from '../view/table';

const mostBars = 20;
const rounding = 1e-6;

/** What each battery adds to the energy, the money and the coupled sums of a plan. */
export function contributionFigures(round: WatchedRound, isPair: boolean): Figure[] {
  const { result, order } = round;
  if (!result || result.schedules.length === 0) return [];
  const all = contributionsOf(result, order);
  const of = isPair ? ` of ${round.id}` : '';
  const figures = [energyFigure(round.id, all, of)];
  const currency = order?.scenarios.currency;
  if (currency && all.some((one) => Number.isFinite(one.net))) figures.push(moneyFigure(round.id, all, of, currency, statedProfit(result)));
  if (order?.fleet && result.coupling.length > 0 && membersOf(0, result, order)) figures.push(rowFigure(round, of));
  return figures;
}

function energyFigure(id: string, all: Contribution[], of: string): Figure {
  const moved = (one: Contribution) => one.chargedMwh + one.dischargedMwh;
  const total = sum(all, moved);
  const { shown, rest } = largest(all, moved, mostBars, added);
  return figure({
    title: `Energy by battery${of}`, height: 'tall',
    words: () => `${all.length} batteries discharge ${num(sum(all, (one) => one.dischargedMwh))} MWh and charge ${num(sum(all, (one) => one.chargedMwh))} MWh; ${shown[0]!.agent} moves most of them, ${percent(moved(shown[0]!) / total)}.${ofRest(rest)}`,
    option: () => bars(shown.map((one) => one.agent), 'MWh', [
      { name: 'discharged', values: shown.map((one) => one.dischargedMwh), color: 'first' },
      { name: 'charged', values: shown.map((one) => -one.chargedMwh), color: 'second' },
    ]),
    table: () => ({
      caption: `Energy by battery, ${id}`, fileName: `contribution-energy-${id}`, rows: all.length,
      columns: [
        { title: 'Battery', name: 'agent', cell: (i) => all[i]!.agent },
        number('Discharged, MWh', 'discharged_mwh', (i) => all[i]!.dischargedMwh),
        number('Charged, MWh', 'charged_mwh', (i) => all[i]!.chargedMwh),
        share('Share of the energy moved', 'share_of_energy', (i) => moved(all[i]!) / total),
      ],
    }),
  });
}

function moneyFigure(id: string, all: Contribution[], of: string, currency: string, stated: number): Figure {
  const { shown, rest } = largest(all, (one) => one.net, mostBars, added);
  const total = sum(all, (one) => one.net);
  const agrees = Math.abs(total - stated) <= rounding * Math.max(1, Math.abs(stated));
  return figure({
    title: `Money by battery${of}`, height: 'tall',
    words: () => `At the expected price the batteries earn ${num(total)} ${currency} after wear${agrees ? ', as the plan states' : `; the plan states ${num(stated)} ${currency}, which also counts what is not drawn here`}. ${shown[0]!.agent} counts most, with ${num(shown[0]!.net)} ${currency}.${ofRest(rest)}`,
    option: () => bars(shown.map((one) => one.agent), currency, [
      { name: 'market', values: shown.map((one) => one.market), color: 'first' },
      { name: 'wear', values: shown.map((one) => -one.wear), color: 'second' },
    ]),
    table: () => ({
      caption: `Money by battery, ${id}`, fileName: `contribution-money-${id}`, rows: all.length,
      columns: [
        { title: 'Battery', name: 'agent', cell: (i) => all[i]!.agent },
        number(`Market, ${currency}`, 'market', (i) => all[i]!.market),
        number(`Wear, ${currency}`, 'wear', (i) => all[i]!.wear),
        number(`Net, ${currency}`, 'net', (i) => all[i]!.net),
        share('Share of the net', 'share_of_net', (i) => all[i]!.net / total),
      ],
    }),
  });
}

function rowFigure(round: WatchedRound, of: string): Figure {
  const { order } = round;
  const result = round.result!;
  let row = 0;
  const now = () => rowContributionsOf(result.coupling[row]!, membersOf(row, result, order) ?? []);
  const view = () => largest(now(), (one) => one.outMwh + one.inMwh, mostBars, added);
  const made = figure({
    title: `Coupled sums by battery${of}`, height: 'tall',
    words: () => {
      const all = now();
      const first = view().shown[0];
      return `${result.coupling[row]!.name}: ${all.length} batteries give ${num(sum(all, (one) => one.outMwh))} MWh and take ${num(sum(all, (one) => one.inMwh))} MWh, of these ${num(sum(all, (one) => one.outWhileBindingMwh))} and ${num(sum(all, (one) => one.inWhileBindingMwh))} MWh while it binds${first ? `; ${first.agent} most` : ''}.${ofRest(view().rest)}`;
    },
    option: () => {
      const { shown } = view();
      return bars(shown.map((one) => one.agent), 'MWh', [
        { name: 'gives while it binds', values: shown.map((one) => one.outWhileBindingMwh), color: 'first' },
        { name: 'gives otherwise', values: shown.map((one) => one.outMwh - one.outWhileBindingMwh), color: 'third' },
        { name: 'takes while it binds', values: shown.map((one) => -one.inWhileBindingMwh), color: 'second' },
        { name: 'takes otherwise', values: shown.map((one) => one.inWhileBindingMwh - one.inMwh), color: 'limit' },
      ]);
    },
    table: () => {
      const all = now();
      const total = sum(all, (one) => one.outMwh + one.inMwh);
      return {
        caption: `${result.coupling[row]!.name} by battery, ${round.id}`, fileName: `contribution-${result.coupling[row]!.name}-${round.id}`, rows: all.length,
        columns: [
          { title: 'Battery', name: 'agent', cell: (i) => all[i]!.agent },
          number('Gives, MWh', 'out_mwh', (i) => all[i]!.outMwh),
          number('Takes, MWh', 'in_mwh', (i) => all[i]!.inMwh),
          number('Gives while it binds, MWh', 'out_while_binding_mwh', (i) => all[i]!.outWhileBindingMwh),
          number('Takes while it binds, MWh', 'in_while_binding_mwh', (i) => all[i]!.inWhileBindingMwh),
          share('Share of the energy', 'share_of_energy', (i) => (all[i]!.outMwh + all[i]!.inMwh) / total),
        ],
      };
    },
  });
  const id = newId('sum');
  const choice = h('select', { id, onchange: (event) => { row = Number((event.target as HTMLSelectElement).value); made.draw(); } },
    ...result.coupling.map((sum, i) => h('option', { value: i }, sum.name)));
  add(made.element.querySelector('figcaption')!, h('p', { class: 'choice' }, h('label', { for: id }, 'Sum'), choice));
  return made;
}

interface Part {
  name: string;
  values: number[];
  color: 'first' | 'second' | 'third' | 'limit';
}

/** Stacked bars that lie, one a battery, the first at the top. */
function bars(names: string[], unit: string, parts: Part[]): Option {
  const colours = series();
  const drawn = parts.filter((part) => part.values.some((value) => Math.abs(value) > 0) || parts.length < 3);
  return {
    xAxis: { type: 'value', ...axis(unit, { nameGap: 26 }) },
    yAxis: { type: 'category', data: names, inverse: true, axisLabel: { color: colours.faint, width: 90, overflow: 'truncate', interval: 0, fontSize: 11 }, axisLine: { lineStyle: { color: colours.faint } }, axisTick: { show: false } },
    series: drawn.map((part): Bar => ({
      name: part.name, type: 'bar', stack: 'all', barMaxWidth: 22, itemStyle: { color: colours[part.color], borderColor: colours.ground, borderWidth: 1 },
      data: part.values.map((value) => finite(value)) as number[],
    })),
  };
}

function ofRest(rest: number): string {
  return rest > 0 ? ` The ${mostBars} largest are drawn by themselves, the other ${rest} as one; the table has all.` : '';
}

function sum<T>(all: T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

function number(title: string, name: string, cell: (i: number) => number): Column {
  return { title, name, cell, shown: (i) => num(cell(i)) };
}

function share(title: string, name: string, cell: (i: number) => number): Column {
  return { title, name, cell, shown: (i) => percent(cell(i)) };
}
