import { instantsOf, real, type Order, type Result } from '../data/documents';
import { shareOfPower } from '../data/plan';
import { expectedPrices } from '../data/prices';
import type { WatchedRound } from '../data/trace';
import { axis, figure, timeAxis, type Figure, type Line } from '../view/chart';
import { series } from '../view/colours';
import { clock, num, time, utc } from '../view/format';
import { heatmap } from '../view/heatmap';
import type { Column } from '../view/table';
import { link } from './page';

const mostDrawn = 240;

/** What an operator looks at first: power of the fleet over the price. */
export function dispatchFigures(round: WatchedRound, of: string): Figure[] {
  const { result, order } = round;
  const total = fleetOf(result);
  if (!result || !order || !total) return [];
  const prices = expectedPrices(order);
  const paths = order.scenarios.pricesPerMwh;
  const edge = (pick: (...values: number[]) => number) => prices.mean.map((_, t) => paths.reduce((best, path) => pick(best, path[t]!), path0(paths, t)));
  const [lowest, highest] = [edge(Math.min), edge(Math.max)];
  const unit = `${order.scenarios.currency}/MWh`;
  const { instants } = total;
  const most = total.powerMw.indexOf(Math.max(...total.powerMw));
  return [figure({
    title: `Price and dispatch${of}`, height: 'tall',
    words: () => `The fleet delivers most at ${time(instants[most]!)} with ${num(total.powerMw[most]!)} MW; the expected price goes from ${num(Math.min(...prices.mean))} to ${num(Math.max(...prices.mean))} ${unit}.`,
    option: () => {
      const colours = series();
      const top = [held('expected price', prices.mean, instants, colours.second, 'solid', 0)];
      if (paths.length > 1) top.push(held('lowest price', lowest, instants, colours.second, 'dotted', 0), held('highest price', highest, instants, colours.second, 'dashed', 0));
      return { ...twoGrids(unit, 'MW'), series: [...top, { ...held('power of the fleet', total.powerMw, instants, colours.first, 'solid', 1), areaStyle: { opacity: 0.25, color: colours.first } }] };
    },
    table: () => ({
      caption: `Price and dispatch, ${round.id}`, fileName: `dispatch-${round.id}`, rows: total.powerMw.length,
      columns: [...instant(instants), column(`Expected price, ${unit}`, 'expected_price_per_mwh', prices.mean), column('Lowest', 'lowest_price_per_mwh', lowest), column('Highest', 'highest_price_per_mwh', highest), column('Power, MW', 'power_mw', total.powerMw)],
    }),
  })];
}

/** Energy stored by the whole fleet against the sum of the windows. */
export function energyFigures(round: WatchedRound, of: string): Figure[] {
  const { result, order } = round;
  const total = fleetOf(result);
  if (!result || !order?.fleet || !total) return [];
  const known = new Map(order.fleet.batteries.map((one) => [one.id, one]));
  const windows = result.schedules.map((one) => known.get(one.agent));
  if (windows.some((one) => !one)) return [];
  const floor = windows.reduce((sum, one) => sum + one!.minimumEnergyMwh, 0);
  const ceiling = windows.reduce((sum, one) => sum + one!.maximumEnergyMwh, 0);
  const { instants, energyMwh } = total;
  return [figure({
    title: `State of charge of the fleet${of}`,
    words: () => `Energy after each interval, between ${num(Math.min(...energyMwh))} and ${num(Math.max(...energyMwh))} MWh; the windows of all batteries add up to ${num(floor)} … ${num(ceiling)} MWh.`,
    option: () => {
      const colours = series();
      const flat = (level: number) => energyMwh.map(() => level);
      return {
        xAxis: timeAxis(), yAxis: { type: 'value', min: 0, ...axis('MWh', { nameGap: 44 }) },
        series: [
          held('energy after each interval', energyMwh, instants, colours.first, 'solid', 0),
          held('floor', flat(floor), instants, colours.third, 'dotted', 0), held('ceiling', flat(ceiling), instants, colours.third, 'dashed', 0),
        ],
      };
    },
    table: () => ({
      caption: `State of charge of the fleet, ${round.id}`, fileName: `energy-${round.id}`, rows: energyMwh.length,
      columns: [...instant(instants), column('Energy, MWh', 'energy_mwh', energyMwh), { title: 'Floor, MWh', name: 'floor_mwh', cell: () => floor, shown: () => num(floor) }, { title: 'Ceiling, MWh', name: 'ceiling_mwh', cell: () => ceiling, shown: () => num(ceiling) }],
    }),
  })];
}

/** Power of each battery as a share of its own limit. */
export function agentFigures(round: WatchedRound, of: string): Figure[] {
  const { result, order } = round;
  const total = fleetOf(result);
  if (!result || !order?.fleet || !total) return [];
  const known = new Map(order.fleet.batteries.map((one) => [one.id, one]));
  const all = result.schedules.filter((one) => known.has(one.agent));
  const shown = all.slice(0, mostDrawn);
  if (shown.length === 0) return [];
  const at = (i: number, t: number) => shareOfPower(shown[i]!, known.get(shown[i]!.agent), t);
  const { instants } = total;
  return [heatmap(() => ({
    title: `Power of each battery over time${of}`, rows: shown.length, columns: instants.length - 1, value: at,
    rowName: (i) => shown[i]!.agent, columnName: (t) => clock(instants[t]!), columnAxis: 'time', unit: 'share of the power limit', scale: 'diverging', range: [-1, 1],
    words: () => `Power as a share of each battery's own limit: 1 is full discharge, −1 full charge.${all.length > shown.length ? ` The first ${shown.length} of ${all.length} batteries; the page of the fleet has all.` : ''}`,
    open: (i) => { location.hash = link.battery(round.id, shown[i]!.agent); },
    table: () => ({
      caption: `Power of each battery, share of its limit, ${round.id}`, fileName: `batteries-${round.id}`, rows: instants.length - 1,
      columns: [...instant(instants), ...shown.map((one, i): Column => ({ title: one.agent, name: one.agent, cell: (t) => at(i, t), shown: (t) => num(at(i, t)) }))],
    }),
  }))];
}

function fleetOf(result: Result | undefined): { instants: number[]; powerMw: number[]; energyMwh: number[] } | undefined {
  const grid = result?.schedules[0]?.grid;
  if (!result || !grid) return undefined;
  const sum = (of: (i: number) => number[]) => Array.from({ length: grid.steps }, (_, t) => result.schedules.reduce((total, _one, i) => total + of(i)[t]!, 0));
  return { instants: instantsOf(grid), powerMw: sum((i) => result.schedules[i]!.powerMw), energyMwh: sum((i) => result.schedules[i]!.stateOfChargeMwh) };
}

function path0(paths: Order['scenarios']['pricesPerMwh'], t: number): number {
  return real(paths[0]?.[t]);
}

/** A value that holds over each interval. */
function held(name: string, values: number[], instants: number[], color: string, type: 'solid' | 'dashed' | 'dotted', at: number): Line {
  return {
    name, type: 'line', step: 'end', showSymbol: false, xAxisIndex: at, yAxisIndex: at, lineStyle: { width: type === 'solid' ? 2 : 1.5, type, color }, itemStyle: { color },
    data: [...values.map((value, t) => [instants[t]!, value]), [instants[values.length]!, values.at(-1)!]] as [number, number][],
  };
}

function twoGrids(upper: string, lower: string): object {
  return {
    grid: [{ left: 60, right: 12, top: 40, height: '36%' }, { left: 60, right: 12, bottom: 30, height: '36%' }],
    xAxis: [timeAxis({ gridIndex: 0 }), timeAxis({ gridIndex: 1 })],
    yAxis: [{ type: 'value', scale: true, gridIndex: 0, ...axis(upper, { nameGap: 44 }) }, { type: 'value', gridIndex: 1, ...axis(lower, { nameGap: 44 }) }],
  };
}

function instant(instants: number[]): Column[] {
  return [{ title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(instants[t]!), shown: (t) => time(instants[t]!) }];
}

function column(title: string, name: string, values: number[]): Column {
  return { title, name, cell: (t) => values[t]!, shown: (t) => num(values[t]!) };
}
