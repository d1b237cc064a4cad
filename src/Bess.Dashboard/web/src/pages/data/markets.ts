import type { Markets, MarketSeries, MarketZone } from '../../data/backtests';
import type { Figure } from '../../view/chart';
import { fill, h, newId } from '../../view/dom';
import { num, percent, time, utc } from '../../view/format';
import { heatmap } from '../../view/heatmap';
import { part } from '../../view/table';

const monthsAtMost = 120;

/** Coverage of the markets: of each zone its series over time. */
export function marketsView(markets: Markets): HTMLElement {
  const zones = markets.zones;
  const id = newId('zone');
  const place = h('div', {});
  const show = (zone: MarketZone) => {
    const list = h('div', { class: 'card' });
    let first = 0;
    const draw = () => fill(list, ...part(seriesTable(zone), first, (to) => { first = to; draw(); }));
    draw();
    const figure = zone.series.length > 0 ? coverage(zone) : undefined;
    fill(place,
      zone.problem && h('p', { class: 'fault' }, zone.problem),
      h('p', { class: 'quiet-text' }, `${zone.isSynthetic ? 'Synthetic: made up by a program, never traded. ' : ''}${zone.clock ? `Days of ${zone.clock}. ` : ''}${zone.from && zone.to ? `Day-ahead prices from ${zone.from} to ${zone.to}.` : ''}`),
      figure?.element, list);
    figure?.draw();
  };
  const select = h('select', { id, onchange: () => show(zones.find((one) => one.name === select.value)!) }, ...zones.map((one) => h('option', { value: one.name }, `${one.zone} of ${one.market}${one.isSample ? ' (sample)' : ''}`)));
  if (zones[0]) show(zones[0]);
  return h('section', { 'aria-label': 'Markets' }, h('h2', {}, 'Markets'),
    markets.note && h('p', { class: 'quiet-text' }, markets.note),
    zones.length === 0 ? h('p', {}, 'There is none.') : h('div', { class: 'card row' }, h('span', { class: 'choice' }, h('label', { for: id }, 'Zone'), select)), place);
}

/** Series × months: the share of each that has no value; outside of a series there is no cell. */
function coverage(zone: MarketZone): Figure {
  const starts = zone.series.map((one) => Date.parse(one.firstUtc));
  const ends = zone.series.map((one) => Date.parse(one.lastUtc));
  const months = monthsBetween(Math.min(...starts), Math.max(...ends));
  const shares = zone.series.map((one) => {
    const known = new Map(one.months?.map((part) => [part.month, part.missing / Math.max(1, part.missing + part.values)]) ?? []);
    return months.map((month) => (month.end <= Date.parse(one.firstUtc) || month.start > Date.parse(one.lastUtc) ? NaN : 100 * (known.get(month.name) ?? missingShare(one))));
  });
  const isByMonth = zone.series.every((one) => one.months !== undefined);
  const worst = zone.series.reduce((best, one) => (missingShare(one) > missingShare(best) ? one : best), zone.series[0]!);
  return heatmap(() => ({
    title: `Missing values in ${zone.zone}`, rows: zone.series.length, columns: months.length, value: (row, column) => shares[row]![column]!,
    rowName: (row) => zone.series[row]!.name, columnName: (column) => months[column]!.name, columnAxis: 'month', unit: '% missing', rowWidth: 190, scale: 'sequential', range: [0, 100],
    words: () => `${zone.series.length} series; ${missingShare(worst) > 0 ? `${worst.name} lacks most, ${percent(missingShare(worst))}` : 'no value is missing'}. Dark is complete, light is missing, no colour is outside of the series.${isByMonth ? '' : ' The share is that of the whole series.'}`,
    table: () => ({ ...seriesTable(zone), caption: `Missing values in ${zone.zone}` }),
  }));
}

function missingShare(one: MarketSeries): number {
  return one.missing / Math.max(1, one.missing + one.values);
}

function seriesTable(zone: MarketZone) {
  const { series } = zone;
  return {
    caption: `Series of ${zone.zone}`, fileName: `series-${zone.name.replace('/', '-')}`, rows: series.length,
    columns: [
      { title: 'Series', name: 'series', cell: (i: number) => series[i]!.name },
      { title: 'Step, min', name: 'step_minutes', cell: (i: number) => series[i]!.stepSeconds / 60, shown: (i: number) => num(series[i]!.stepSeconds / 60) },
      { title: 'From', name: 'first_utc', cell: (i: number) => utc(Date.parse(series[i]!.firstUtc)), shown: (i: number) => time(Date.parse(series[i]!.firstUtc)) },
      { title: 'To', name: 'last_utc', cell: (i: number) => utc(Date.parse(series[i]!.lastUtc)), shown: (i: number) => time(Date.parse(series[i]!.lastUtc)) },
      { title: 'Values', name: 'values', cell: (i: number) => series[i]!.values },
      { title: 'Missing', name: 'missing', cell: (i: number) => series[i]!.missing },
      { title: 'Share missing', name: 'missing_share', cell: (i: number) => missingShare(series[i]!), shown: (i: number) => percent(missingShare(series[i]!)) },
    ],
  };
}

function monthsBetween(from: number, to: number): { name: string; start: number; end: number }[] {
  const months = [];
  const first = new Date(from);
  for (let at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), 1); at <= to && months.length < monthsAtMost;) {
    const date = new Date(at);
    const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
    months.push({ name: date.toISOString().slice(0, 7), start: at, end });
    at = end;
  }
  return months;
}
