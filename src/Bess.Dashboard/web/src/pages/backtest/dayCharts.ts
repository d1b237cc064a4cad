import type { Amount, BacktestSteps } from '../../data/backtests';
import { axis, figure, finite, timeAxis, type Figure, type Line } from '../../view/chart';
import { nth, series } from '../../view/colours';
import { num, numOr, time, utc } from '../../view/format';
import type { Column, Table } from '../../view/table';
import { amount } from './words';

/** One day: the price, what was sold and metered, and the energy. */
export function dayFigures(id: string, steps: BacktestSteps): Figure[] {
  const figures = [dispatchFigure(id, steps), energyFigure(id, steps)];
  if (steps.reserves.length > 0) figures.push(reserveFigure(id, steps));
  return figures;
}

function dispatchFigure(id: string, steps: BacktestSteps): Figure {
  const at = instants(steps);
  const unit = `${steps.currency}/MWh`;
  return figure({
    title: 'Dispatch over price', height: 'tall',
    words: () => {
      const most = extreme(steps.meteredMw, 1);
      const least = extreme(steps.meteredMw, -1);
      const price = (t: number) => `at ${numOr(steps.dayAheadPricePerMwh[t])} ${unit}`;
      return `${steps.day}: net ${amount(steps.net)} ${steps.currency}. Discharges most at ${time(at[most]!)} with ${numOr(steps.meteredMw[most])} MW ${price(most)}, charges most at ${time(at[least]!)} with ${numOr(steps.meteredMw[least])} MW ${price(least)}.`;
    },
    option: () => {
      const colours = series();
      const prices = [held('day-ahead price', steps.dayAheadPricePerMwh, at, colours.second, 'solid', 0)];
      if (steps.realTimePricePerMwh.length > 0) prices.push(held('real-time price', steps.realTimePricePerMwh, at, colours.limit, 'dashed', 0));
      return {
        grid: [{ left: 60, right: 12, top: 40, height: '36%' }, { left: 60, right: 12, bottom: 30, height: '36%' }],
        xAxis: [timeAxis({ gridIndex: 0 }), timeAxis({ gridIndex: 1 })],
        yAxis: [{ type: 'value', scale: true, gridIndex: 0, ...axis(unit, { nameGap: 44 }) }, { type: 'value', gridIndex: 1, ...axis('MW', { nameGap: 44 }) }],
        series: [...prices, held('sold day-ahead', steps.positionMw, at, colours.third, 'dashed', 1), held('metered', steps.meteredMw, at, colours.first, 'solid', 1)],
      };
    },
    table: () => stepTable('Dispatch', id, steps),
  });
}

function energyFigure(id: string, steps: BacktestSteps): Figure {
  const at = instants(steps);
  const levels = [steps.startEnergyMwh, ...steps.energyMwh];
  return figure({
    title: 'State of charge of the day', height: 'tall',
    words: () => `From ${num(steps.startEnergyMwh)} to ${numOr(steps.energyMwh.at(-1))} MWh; the window is ${num(steps.minimumEnergyMwh)} to ${num(steps.maximumEnergyMwh)} MWh.`,
    option: () => {
      const colours = series();
      const bound = (name: string, level: number, type: 'dashed' | 'dotted'): Line => ({
        name, type: 'line', showSymbol: false, lineStyle: { color: colours.third, type, width: 1.5 }, itemStyle: { color: colours.third }, data: [[at[0]!, level], [at.at(-1)!, level]],
      });
      const energy: Line = { name: 'energy', type: 'line', showSymbol: false, lineStyle: { width: 2, color: colours.first }, itemStyle: { color: colours.first }, areaStyle: { opacity: 0.2, color: colours.first }, data: levels.map((level, t) => [at[t]!, finite(level ?? NaN)]) as [number, number][] };
      return { xAxis: timeAxis(), yAxis: { type: 'value', min: 0, ...axis('MWh', { nameGap: 44 }) }, series: [energy, bound('lower end', steps.minimumEnergyMwh, 'dotted'), bound('upper end', steps.maximumEnergyMwh, 'dashed')] };
    },
    table: () => stepTable('State of charge', id, steps),
  });
}

function reserveFigure(id: string, steps: BacktestSteps): Figure {
  const at = instants(steps);
  return figure({
    title: 'Reserve of the day', height: 'tall',
    words: () => steps.reserves.map((one) => `${one.product}: up to ${num(Math.max(0, ...one.soldMw.map((mw) => mw ?? 0)))} MW sold`).join('; ') + '.',
    option: () => ({
      xAxis: timeAxis(), yAxis: { type: 'value', min: 0, ...axis('MW', { nameGap: 44 }) },
      series: steps.reserves.map((one, i) => held(one.product, one.soldMw, at, nth(i), (['solid', 'dashed', 'dotted'] as const)[i % 3]!, 0)),
    }),
    table: () => stepTable('Reserve', id, steps),
  });
}

function stepTable(what: string, id: string, steps: BacktestSteps): Table {
  const at = instants(steps);
  const unit = `${steps.currency}/MWh`;
  const column = (title: string, name: string, values: Amount[]): Column => ({ title, name, cell: (t) => values[t] ?? NaN, shown: (t) => numOr(values[t]) });
  const columns: Column[] = [
    { title: 'Start, UTC', name: 'timestamp_utc', cell: (t) => utc(at[t]!) },
    { title: `Start, ${steps.clock}`, name: 'timestamp_local', cell: (t) => steps.localStarts[t] ?? '' },
    column(`Day-ahead, ${unit}`, 'day_ahead_per_mwh', steps.dayAheadPricePerMwh),
  ];
  if (steps.realTimePricePerMwh.length > 0) columns.push(column(`Real time, ${unit}`, 'real_time_per_mwh', steps.realTimePricePerMwh));
  columns.push(column('Sold, MW', 'position_mw', steps.positionMw), column('Asked, MW', 'setpoint_mw', steps.setpointMw), column('Metered, MW', 'metered_mw', steps.meteredMw), column('Energy after, MWh', 'energy_mwh', steps.energyMwh));
  for (const one of steps.reserves) columns.push(column(`${one.product} sold, MW`, `${one.product} sold_mw`, one.soldMw), column(`${one.product}, ${steps.currency}/MW·h`, `${one.product} price_per_mw_h`, one.pricePerMwHour));
  return { caption: `${what} on ${steps.day}, ${id}`, fileName: `day-${steps.day}-${id}`, rows: steps.steps, columns };
}

function instants(steps: BacktestSteps): number[] {
  const start = Date.parse(steps.startUtc);
  return Array.from({ length: steps.steps + 1 }, (_, t) => start + t * steps.stepSeconds * 1000);
}

function extreme(values: Amount[], sign: number): number {
  return values.reduce<number>((best, value, t) => (value !== null && sign * value > sign * (values[best] ?? -sign * Infinity) ? t : best), 0);
}

function held(name: string, values: Amount[], at: number[], color: string, type: 'solid' | 'dashed' | 'dotted', index: number): Line {
  return {
    name, type: 'line', step: 'end', showSymbol: false, connectNulls: false, xAxisIndex: index, yAxisIndex: index, lineStyle: { width: 2, type, color }, itemStyle: { color },
    data: [...values.map((value, t) => [at[t]!, finite(value ?? NaN)]), [at[values.length]!, finite(values.at(-1) ?? NaN)]] as [number, number][],
  };
}
