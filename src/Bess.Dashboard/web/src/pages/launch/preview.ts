import { instantsOf, type Order } from '../../data/documents';
import { expectedPrices } from '../../data/prices';
import { axis, figure, timeAxis, type Figure, type Line } from '../../view/chart';
import { series } from '../../view/colours';
import { fill, h } from '../../view/dom';
import { num, time, utc } from '../../view/format';
import { facts } from '../page';

/** What the order as it is now would plan, in words. */
export function about(order: () => Order): { element: HTMLElement; draw: () => void } {
  const element = h('section', { class: 'card' });
  const draw = () => {
    const { scenarios, coupling } = order();
    const instants = instantsOf(scenarios.grid);
    const where = (group?: string | null) => (group ? ` of ${group}` : '');
    const lines = [
      ...coupling.commitments.map((one) => `${one.mode} commitment${where(one.group)}, ${num(Math.min(...one.powerMw))} to ${num(Math.max(...one.powerMw))} MW`),
      ...coupling.limits.map((one) => `limit${where(one.group)}, ${num(Math.min(...one.lowerMw))} to ${num(Math.max(...one.upperMw))} MW`),
      ...coupling.injections.map((one) => `known load and sun${where(one.group)}, ${num(Math.min(...one.powerMw))} to ${num(Math.max(...one.powerMw))} MW`),
    ];
    fill(element, h('h2', {}, 'What is planned'),
      facts(
        ['Horizon', `${time(instants[0]!)} to ${time(instants.at(-1)!)}, ${scenarios.grid.steps} × ${scenarios.grid.stepSeconds / 60} min`],
        ['Prices', `${scenarios.probabilities.length === 1 ? 'one path' : `${scenarios.probabilities.length} scenarios`} in ${scenarios.currency}, ${scenarios.provenance.source}${scenarios.provenance.synthetic ? ', synthetic: made up, never traded' : ''}`],
        ['Known at', time(Date.parse(scenarios.knownAtUtc))],
        ['Coupling', lines.length === 0 ? 'none yet' : h('ul', {}, ...lines.map((line) => h('li', {}, line)))]));
  };
  draw();
  return { element, draw };
}

export function pricePreview(order: () => Order): Figure {
  const all = () => {
    const { scenarios } = order();
    return { scenarios, instants: instantsOf(scenarios.grid), prices: expectedPrices(order()), unit: `${scenarios.currency}/MWh` };
  };
  return figure({
    title: 'Prices of the scenarios',
    words: () => {
      const { prices, unit, scenarios } = all();
      const span = scenarios.probabilities.length > 1 ? '; eight of ten scenarios lie between the thin lines' : '';
      return `Expected price from ${num(Math.min(...prices.mean))} to ${num(Math.max(...prices.mean))} ${unit}${span}.`;
    },
    option: () => {
      const { prices, instants, unit, scenarios } = all();
      const colours = series();
      const held = (name: string, values: number[], width: number, color: string, type: 'solid' | 'dashed' | 'dotted'): Line => ({
        name, type: 'line', step: 'end', showSymbol: false, lineStyle: { width, type, color }, itemStyle: { color },
        data: [...values.map((value, t) => [instants[t]!, value]), [instants.at(-1)!, values.at(-1)!]],
      });
      const lines = [held('expected', prices.mean, 2, colours.first, 'solid')];
      if (scenarios.probabilities.length > 1) lines.push(held('10 %', prices.low, 1, colours.second, 'dashed'), held('90 %', prices.high, 1, colours.third, 'dotted'));
      return { xAxis: timeAxis(), yAxis: { type: 'value', scale: true, ...axis(unit) }, series: lines };
    },
    table: () => {
      const { prices, instants, unit, scenarios } = all();
      return {
        caption: `Prices of ${scenarios.name}`, fileName: 'prices', rows: scenarios.grid.steps,
        columns: [
          { title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(instants[t]!), shown: (t) => time(instants[t]!) },
          { title: `Expected, ${unit}`, name: 'expected_per_mwh', cell: (t) => prices.mean[t]!, shown: (t) => num(prices.mean[t]!) },
          { title: '10 %', name: 'low_per_mwh', cell: (t) => prices.low[t]!, shown: (t) => num(prices.low[t]!) },
          { title: '90 %', name: 'high_per_mwh', cell: (t) => prices.high[t]!, shown: (t) => num(prices.high[t]!) },
        ],
      };
    },
  });
}
