import type { BacktestDay, WatchedRun } from '../../data/backtests';
import { axis, figure, finite, type Bar, type Figure, type Line, type Option } from '../../view/chart';
import { nth, series } from '../../view/colours';
import type { Column } from '../../view/table';
import { amount, share, streamWords } from './words';

/** Runs of at most so many days are stacked by day, longer ones by month. */
export const mostDaysByDay = 45;
const worstShown = 10;
const dashes = ['solid', 'dashed', 'dotted'] as const;

/** Cumulative net of one run or two, each with its ceiling. */
export function profitFigure(runs: WatchedRun[]): Figure {
  const shown = () => runs.filter((one) => (one.days?.days.length ?? 0) > 0);
  const currency = () => shown()[0]?.days?.currency ?? '';
  return figure({
    title: 'Profit and loss', height: 'tall',
    words: () => shown().map((one) => {
      const last = one.days!.days.at(-1)!;
      return `${named(runs, one)}${amount(last.sum)} ${currency()} after ${one.days!.days.length} days${last.ceilingSum === null ? '' : `, ${share(last.sum / last.ceilingSum)} of the ceiling of ${amount(last.ceilingSum)}`}.`;
    }).join(' ') || 'No day was closed yet.',
    option: () => ({
      xAxis: dayAxis(days(shown())), yAxis: { type: 'value', ...axis(currency(), { nameGap: 50 }) },
      series: shown().flatMap((one, i) => {
        const lines = [dayLine(`net${suffix(runs, one)}`, days(shown()), one, (day) => day.sum, 2 * i, 0)];
        if (one.days!.days.some((day) => day.ceilingSum !== null)) lines.push(dayLine(`ceiling${suffix(runs, one)}`, days(shown()), one, (day) => day.ceilingSum, (2 * i) + 1, 1));
        return lines;
      }),
    }),
    table: () => daysTable('Profit and loss', runs, currency()),
  });
}

/** How far the cumulative net lies below its peak. */
export function drawdownFigure(runs: WatchedRun[]): Figure {
  const shown = () => runs.filter((one) => (one.days?.days.length ?? 0) > 0);
  const currency = () => shown()[0]?.days?.currency ?? '';
  return figure({
    title: 'Drawdown',
    words: () => shown().map((one) => {
      const worst = one.days!.days.reduce((best, day) => (day.drawdown > best.drawdown ? day : best));
      return `${named(runs, one)}${worst.drawdown > 0 ? `at most ${amount(worst.drawdown)} ${currency()} below the highest cumulative net so far, on ${worst.day}.` : 'never below the highest cumulative net so far.'}`;
    }).join(' ') || 'No day was closed yet.',
    option: () => ({
      xAxis: dayAxis(days(shown())), yAxis: { type: 'value', max: 0, ...axis(currency(), { nameGap: 50 }) },
      series: shown().map((one, i) => ({ ...dayLine(`below the highest cumulative net${suffix(runs, one)}`, days(shown()), one, (day) => -day.drawdown, i + 1, i), areaStyle: { opacity: 0.22, color: nth(i + 1) } })),
    }),
    table: () => daysTable('Drawdown', runs, currency()),
  });
}

/** Money by stream, stacked: gains above zero, costs below; by month, of a short run by day. */
export function streamFigure(run: WatchedRun): Figure {
  const parts = () => {
    const { days: all, streams } = run.days!;
    const keyOf = (day: BacktestDay) => (all.length <= mostDaysByDay ? day.day : day.day.slice(0, 7));
    const names = [...new Set(all.map(keyOf))];
    const shown = streams.filter((stream) => all.some((day) => day.streams[stream]));
    const sums = shown.map((stream) => names.map((name) => all.filter((day) => keyOf(day) === name).reduce((sum, day) => sum + (day.streams[stream] ?? 0), 0)));
    return { names, shown, sums, isByDay: all.length <= mostDaysByDay };
  };
  return figure({
    title: 'Streams', height: 'tall',
    words: () => {
      const { shown, sums } = parts();
      return shown.map((stream, i) => `${streamWords(stream)} ${amount(total(sums[i]!))}`).join(', ') + ` ${run.days!.currency}.`;
    },
    option: () => {
      const { names, shown, sums, isByDay } = parts();
      return {
        xAxis: { type: 'category', data: names, ...axis(isByDay ? 'day' : 'month', { nameGap: 28 }) }, yAxis: { type: 'value', ...axis(run.days!.currency, { nameGap: 50 }) },
        series: shown.map((stream, i): Bar => ({ name: streamWords(stream), type: 'bar', stack: 'all', barMaxWidth: 40, itemStyle: { color: nth(i), borderColor: series().ground, borderWidth: 1 }, data: sums[i]! })),
      };
    },
    table: () => {
      const { names, shown, sums, isByDay } = parts();
      return {
        caption: `Money by stream, ${run.run.id}, ${run.days!.currency}`, fileName: `streams-${run.run.id}`, rows: names.length,
        columns: [
          { title: isByDay ? 'Day' : 'Month', name: isByDay ? 'day' : 'month', cell: (i) => names[i]! },
          money('Net', 'net', (i) => total(sums.map((row) => row[i]!))),
          ...shown.map((stream, s) => money(streamWords(stream), stream, (i) => sums[s]![i]!)),
        ],
      };
    },
  });
}

/** What each stream adds to or takes from the net; each bar starts where the one before ends. */
export function contributionFigure(run: WatchedRun): Figure {
  const parts = () => {
    const { days: all, streams } = run.days!;
    const shown = streams.map((name) => ({ name: streamWords(name), sum: all.reduce((sum, day) => sum + (day.streams[name] ?? 0), 0) })).filter((one) => one.sum !== 0);
    let at = 0;
    const bars = shown.map((one) => ({ ...one, from: at, to: (at += one.sum) }));
    return [...bars, { name: 'net', sum: at, from: 0, to: at }];
  };
  return figure({
    title: 'Contribution of the streams',
    words: () => `The net of ${amount(parts().at(-1)!.sum)} ${run.days!.currency} is the sum of ${parts().length - 1} streams.`,
    option: () => {
      const bars = parts();
      const colours = series();
      // A bar between two levels: as far as both lie on one side of zero, an unseen one carries it.
      const low = bars.map(({ from, to }) => (from >= 0 && to >= 0 ? Math.min(from, to) : from <= 0 && to <= 0 ? Math.max(from, to) : 0));
      const piece = (name: string, of: (bar: (typeof bars)[number], i: number) => number | null, color: string): Bar => ({ name, type: 'bar', stack: 'all', barMaxWidth: 50, itemStyle: { color }, data: bars.map(of) as number[] });
      const above = ({ from, to }: { from: number; to: number }) => Math.max(0, Math.max(from, to)) - Math.max(0, Math.min(from, to));
      const below = ({ from, to }: { from: number; to: number }) => Math.min(0, Math.min(from, to)) - Math.min(0, Math.max(from, to));
      const rises = (bar: { sum: number }) => bar.sum >= 0;
      return {
        legend: { data: ['adds', 'takes'], top: 4, left: 4, textStyle: { color: colours.ink } },
        tooltip: { show: false },
        xAxis: { type: 'category', data: bars.map((one) => one.name), ...axis('stream', { nameGap: 28, axisLabel: { color: colours.faint, interval: 0, hideOverlap: true } }) },
        yAxis: { type: 'value', ...axis(run.days!.currency, { nameGap: 50 }) },
        series: [
          { name: 'unseen', type: 'bar', stack: 'all', silent: true, itemStyle: { color: 'transparent' }, data: low },
          piece('adds', (bar) => (rises(bar) ? above(bar) : null), colours.first), piece('adds', (bar) => (rises(bar) ? below(bar) : null), colours.first),
          piece('takes', (bar) => (rises(bar) ? null : above(bar)), colours.second), piece('takes', (bar) => (rises(bar) ? null : below(bar)), colours.second),
        ],
      };
    },
    table: () => {
      const bars = parts();
      return {
        caption: `Contribution of the streams, ${run.run.id}, ${run.days!.currency}`, fileName: `contribution-${run.run.id}`, rows: bars.length,
        columns: [{ title: 'Stream', name: 'stream', cell: (i) => bars[i]!.name }, money('Total', 'total', (i) => bars[i]!.sum)],
      };
    },
  });
}

/** The days that earned least. */
export function worstFigure(run: WatchedRun): Figure {
  const worst = () => [...run.days!.days].sort((a, b) => a.net - b.net || (a.day < b.day ? -1 : 1)).slice(0, worstShown);
  return figure({
    title: 'Worst days',
    words: () => `The worst day is ${worst()[0]!.day} with ${amount(worst()[0]!.net)} ${run.days!.currency}; choose it above, under Dispatch over price, to see what was done.`,
    option: () => ({
      xAxis: { type: 'category', data: worst().map((one) => one.day), ...axis('day', { nameGap: 28 }) }, yAxis: { type: 'value', ...axis(run.days!.currency, { nameGap: 50 }) },
      series: [
        { name: 'net', type: 'bar', barMaxWidth: 40, itemStyle: { color: series().second }, data: worst().map((one) => one.net) },
        { name: 'ceiling', type: 'bar', barMaxWidth: 40, itemStyle: { color: series().third }, data: worst().map((one) => finite(one.ceiling ?? NaN)) as number[] },
      ],
    }),
    table: () => {
      const { streams, currency } = run.days!;
      const rows = worst();
      return {
        caption: `Worst days, ${run.run.id}, ${currency}`, fileName: `worst-days-${run.run.id}`, rows: rows.length,
        columns: [
          { title: 'Day', name: 'day', cell: (i) => rows[i]!.day }, money('Net', 'net', (i) => rows[i]!.net), money('Ceiling', 'ceiling', (i) => rows[i]!.ceiling), money('Expected', 'expected', (i) => rows[i]!.expected),
          ...streams.map((stream) => money(streamWords(stream), stream, (i) => rows[i]!.streams[stream] ?? 0)),
        ],
      };
    },
  });
}

/** What was expected at the decision against what came. */
export function expectationFigure(run: WatchedRun): Figure | undefined {
  const points = () => run.days!.days.filter((day) => day.expected !== null);
  if (points().length === 0) return undefined;
  return figure({
    title: 'Expected against realised',
    words: () => `Expected ${amount(total(points().map((day) => day.expected!)))} ${run.days!.currency} on ${points().length} days, realised ${amount(total(points().map((day) => day.net)))}. Points below the line earned less than was expected.`,
    option: () => {
      const colours = series();
      const all = points().flatMap((day) => [day.expected!, day.net]);
      const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
      const option: Option = {
        tooltip: { trigger: 'item' }, xAxis: { type: 'value', scale: true, ...axis('expected a day', { nameGap: 28 }) }, yAxis: { type: 'value', scale: true, ...axis('realised a day', { nameGap: 50 }) },
        series: [
          { name: 'as expected', type: 'line', showSymbol: false, lineStyle: { color: colours.second, type: 'dashed' }, itemStyle: { color: colours.second }, data: [[low, low], [high, high]] },
          { name: 'days', type: 'line', symbol: 'circle', symbolSize: 7, lineStyle: { width: 0 }, itemStyle: { color: colours.first }, data: points().map((day) => [day.expected!, day.net]) },
        ],
      };
      return option;
    },
    table: () => daysTable('Expected against realised', [run], run.days!.currency),
  });
}

/** All days of one run or two. */
function daysTable(what: string, runs: WatchedRun[], currency: string) {
  const shown = runs.filter((one) => one.days);
  const all = days(shown);
  const byDay = shown.map((one) => new Map(one.days!.days.map((day) => [day.day, day])));
  const of = (r: number, i: number) => byDay[r]!.get(all[i]!);
  return {
    caption: `${what} by day, ${currency}`, fileName: `days-${shown.map((one) => one.run.id).join('-and-')}`, rows: all.length,
    columns: [
      { title: 'Day', name: 'day', cell: (i: number) => all[i]! },
      ...shown.flatMap((one, r): Column[] => {
        const plus = suffix(runs, one);
        return [
          money(`Net${plus}`, `net${plus}`, (i) => of(r, i)?.net), money(`Ceiling${plus}`, `ceiling${plus}`, (i) => of(r, i)?.ceiling), money(`Expected${plus}`, `expected${plus}`, (i) => of(r, i)?.expected),
          money(`Cumulative${plus}`, `sum${plus}`, (i) => of(r, i)?.sum), money(`Drawdown${plus}`, `drawdown${plus}`, (i) => of(r, i)?.drawdown),
          ...(runs.length > 1 ? [] : one.days!.streams.map((stream) => money(streamWords(stream), stream, (i) => of(r, i)?.streams[stream] ?? 0))),
        ];
      }),
    ],
  };
}

function days(runs: WatchedRun[]): string[] {
  return [...new Set(runs.flatMap((one) => one.days!.days.map((day) => day.day)))].sort();
}

function dayAxis(all: string[]): object {
  return { type: 'category', data: all, boundaryGap: false, ...axis('day', { nameGap: 28 }) };
}

function dayLine(name: string, all: string[], run: WatchedRun, of: (day: BacktestDay) => number | null, colour: number, look: number): Line {
  const known = new Map(run.days!.days.map((day) => [day.day, of(day)]));
  const color = nth(colour);
  return {
    name, type: 'line', step: 'end', showSymbol: known.size < 3, connectNulls: false, lineStyle: { width: 2, color, type: dashes[look % dashes.length]! }, itemStyle: { color },
    data: all.map((day) => finite(known.get(day) ?? NaN)) as number[],
  };
}

function suffix(runs: WatchedRun[], run: WatchedRun): string {
  return runs.length > 1 ? ` of ${run.run.id}` : '';
}

function named(runs: WatchedRun[], run: WatchedRun): string {
  return runs.length > 1 ? `${run.run.id}: ` : '';
}

function money(title: string, name: string, cell: (i: number) => number | null | undefined): Column {
  return { title, name, cell: (i) => cell(i) ?? NaN, shown: (i) => amount(cell(i)) };
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
