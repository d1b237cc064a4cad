import { instantsOf, real, type Iteration, type Wire } from '../data/documents';
import type { WatchedRound } from '../data/trace';
import { axis, figure, finite, logAxis, positive, timeAxis, type Figure, type Line } from '../view/chart';
import { series } from '../view/colours';
import { clock, num, seconds, time, utc } from '../view/format';
import { heatmap } from '../view/heatmap';
import type { Column, Table } from '../view/table';

const manyIterations = 200;

/** Residual and violation against the iteration. */
export function residualFigure(rounds: WatchedRound[]): Figure {
  return figure({
    title: 'Residual',
    words: () => rounds.map((one) => `${one.id}: ${num(real(one.iterations.at(-1)?.residualMw))} MW after ${one.iterations.length} iterations`).join('; ') + '.',
    option: () => ({
      xAxis: iterationAxis(), yAxis: logAxis('MW'),
      series: rounds.length > 1
        ? rounds.map((one, i) => line(`residual${suffix(rounds, one)}`, one.iterations, (at) => at.residualMw, i, i === 0 ? 'first' : 'second'))
        : [line('residual', rounds[0]!.iterations, (at) => at.residualMw, 0, 'first'), line('violation', rounds[0]!.iterations, (at) => at.violationMw, 1, 'second')],
    }),
    table: () => traceTable(rounds, 'Residual, MW', [['residual_mw', 'Residual, MW', (at) => at.residualMw], ['violation_mw', 'Violation, MW', (at) => at.violationMw], ['relative_residual', 'Relative residual', (at) => at.relativeResidual]]),
  });
}

/** The algorithm's own gap against the iteration. */
export function gapFigure(rounds: WatchedRound[]): Figure {
  return figure({
    title: 'Gap',
    words: () => rounds.map((one) => `${one.id}: gap ${num(real(one.iterations.at(-1)?.relativeGap))}, relative residual ${num(real(one.iterations.at(-1)?.relativeResidual))}`).join('; ') + '.',
    option: () => ({
      xAxis: iterationAxis(), yAxis: logAxis('share'),
      series: rounds.length > 1
        ? rounds.map((one, i) => line(`gap${suffix(rounds, one)}`, one.iterations, (at) => at.relativeGap, i, i === 0 ? 'first' : 'second', tolerance(rounds)))
        : [line('gap', rounds[0]!.iterations, (at) => at.relativeGap, 0, 'first', tolerance(rounds)), line('relative residual', rounds[0]!.iterations, (at) => at.relativeResidual, 1, 'second')],
    }),
    table: () => traceTable(rounds, 'Gap and bounds', [['relative_gap', 'Gap', (at) => at.relativeGap], ['value', 'Value', (at) => at.value], ['lower_bound', 'Lower bound', (at) => at.lowerBound], ['best_cost', 'Best cost', (at) => at.bestCost]]),
  });
}

/** Multipliers of one constraint: a row an interval, a column an iteration. */
export function multiplierFigure(round: WatchedRound, constraint: number, rounds: WatchedRound[]): Figure {
  return heatmap(() => {
    const name = round.result?.coupling[constraint]?.name ?? (round.iterations[0]!.multipliersPerMwh.length > 1 ? `constraint ${constraint + 1}` : 'the coupling');
    const grid = round.order?.scenarios.grid ?? round.result?.schedules[0]?.grid;
    const instants = grid ? instantsOf(grid) : undefined;
    const unit = `${round.order?.scenarios.currency ?? 'currency'}/MWh`;
    const rows = round.iterations[0]?.multipliersPerMwh[constraint]?.length ?? 0;
    const at = (t: number, k: number) => real(round.iterations[k]?.multipliersPerMwh[constraint]?.[t]);
    const rowName = (t: number) => (instants && t < instants.length ? clock(instants[t]!) : `step ${t + 1}`);
    const same = rounds.map((one) => ({ round: one, constraint: one === round ? constraint : sameConstraint(round, constraint, one) }));
    const end = Math.max(...same.map((one) => largestMultiplier(one.round, one.constraint, 0.5))) || 1;
    const largest = largestMultiplier(round, constraint, 0);
    return {
      title: `Multipliers of ${name}${suffix(rounds, round)}`, rows, columns: round.iterations.length, value: at, rowName,
      columnName: (k: number) => `iteration ${round.iterations[k]!.iteration}`, columnAxis: 'iteration', unit, scale: 'diverging' as const,
      range: [-end, end] as const,
      words: () => `What a MWh more of allowed power is worth, up to ${num(largest)} ${unit}${largest > end ? `; the colours end at ${num(end)}, the most in the later half of the iterations` : ''}.`,
      table: () => ({
        caption: `Multipliers of ${name}, ${unit}`, fileName: `multipliers-${round.id}-${constraint + 1}`, rows: round.iterations.length,
        columns: [
          { title: 'Iteration', name: 'iteration', cell: (k: number) => round.iterations[k]!.iteration },
          ...Array.from({ length: rows }, (_, t): Column => ({ title: rowName(t), name: instants && t < instants.length ? utc(instants[t]!) : `step_${t}`, cell: (k) => at(t, k), shown: (k) => num(at(t, k)) })),
        ],
      }),
    };
  });
}

// What the first iterations try out would hide what they find.
function largestMultiplier(round: WatchedRound, constraint: number | undefined, from: number): number {
  let largest = 0;
  if (constraint === undefined) return largest;
  for (let k = Math.floor(from * round.iterations.length); k < round.iterations.length; k++) {
    for (const value of round.iterations[k]!.multipliersPerMwh[constraint] ?? []) {
      if (typeof value === 'number') largest = Math.max(largest, Math.abs(value));
    }
  }
  return largest;
}

/** The constraint of another round that has the same name: both are drawn on one scale. */
function sameConstraint(round: WatchedRound, constraint: number, other: WatchedRound): number | undefined {
  const name = round.result?.coupling[constraint]?.name;
  const found = other.result?.coupling.findIndex((one) => one.name === name) ?? -1;
  return name === undefined || found < 0 ? undefined : found;
}

/** Where the time of each iteration went. */
export function timeFigure(round: WatchedRound, isPair: boolean): Figure {
  const isLong = () => round.iterations.length > manyIterations;
  const total = (of: (at: Iteration) => Wire) => round.iterations.reduce((sum, at) => sum + real(of(at)), 0);
  return figure({
    title: `Time${isPair ? ` of ${round.id}` : ''}`,
    words: () => `Batteries ${seconds(total((at) => at.agentSeconds))}, aggregator ${seconds(total((at) => at.aggregatorSeconds))}${round.result ? `, certificate and check ${seconds(real(round.result.timing.finalSeconds))}` : ''}.`,
    option: () => {
      const colours = series();
      const part = (name: string, of: (at: Iteration) => Wire, color: string) => {
        const data = round.iterations.map((at) => [at.iteration, 1000 * real(of(at))]);
        return isLong()
          ? { name, type: 'line' as const, stack: 'time', showSymbol: false, areaStyle: { opacity: 0.6 }, lineStyle: { width: 1, color }, itemStyle: { color }, data }
          : { name, type: 'bar' as const, stack: 'time', barMaxWidth: 24, itemStyle: { color, borderColor: colours.ground, borderWidth: 1 }, data };
      };
      return { xAxis: iterationAxis(), yAxis: { type: 'value', ...axis('ms') }, series: [part('batteries', (at) => at.agentSeconds, colours.first), part('aggregator', (at) => at.aggregatorSeconds, colours.second)] };
    },
    table: () => traceTable([round], 'Time of each iteration', [['agent_seconds', 'Batteries, s', (at) => at.agentSeconds], ['aggregator_seconds', 'Aggregator, s', (at) => at.aggregatorSeconds], ['elapsed_seconds', 'Since the start, s', (at) => at.elapsedSeconds], ['local_steps', 'Newton steps a battery', (at) => at.localSteps]]),
  });
}

/** Sum, limits and multiplier of each constraint of the plan. */
export function couplingFigures(round: WatchedRound, isPair: boolean): Figure[] {
  const result = round.result;
  const grid = result?.schedules[0]?.grid ?? round.order?.scenarios.grid;
  if (!result || !grid) return [];
  const instants = instantsOf(grid);
  const unit = `${round.order?.scenarios.currency ?? 'currency'}/MWh`;
  return result.coupling.map((sum) => figure({
    title: `${sum.name}${isPair ? ` of ${round.id}` : ''}`,
    words: () => `Power from ${num(Math.min(...sum.powerMw.map(real)))} to ${num(Math.max(...sum.powerMw.map(real)))} MW, multiplier up to ${num(Math.max(...sum.multiplierPerMwh.map((value) => Math.abs(real(value)))))} ${unit}.`,
    height: 'tall',
    option: () => {
      const colours = series();
      const steps = (name: string, values: Wire[], color: string, type: 'solid' | 'dashed' | 'dotted', at = 0): Line => ({
        name, type: 'line', step: 'end', showSymbol: false, xAxisIndex: at, yAxisIndex: at, lineStyle: { width: type === 'solid' ? 2 : 1.5, type, color }, itemStyle: { color },
        data: [...values.map((value, t) => [instants[t]!, finite(real(value))]), [instants.at(-1)!, finite(real(values.at(-1)))]] as [number, number | null][],
      });
      return {
        grid: [{ left: 60, right: 12, top: 40, height: '42%' }, { left: 60, right: 12, bottom: 30, height: '28%' }],
        xAxis: [timeAxis({ gridIndex: 0 }), timeAxis({ gridIndex: 1 })],
        yAxis: [{ type: 'value', gridIndex: 0, ...axis('MW', { nameGap: 44 }) }, { type: 'value', gridIndex: 1, ...axis(unit, { nameGap: 44 }) }],
        series: [steps('lower', sum.lowerMw, colours.third, 'dotted'), steps('upper', sum.upperMw, colours.limit, 'dashed'), steps('sum', sum.powerMw, colours.first, 'solid'), steps('multiplier', sum.multiplierPerMwh, colours.second, 'solid', 1)],
      };
    },
    table: () => ({
      caption: `${sum.name} of ${round.id}`, fileName: `coupling-${round.id}`, rows: sum.powerMw.length,
      columns: [
        { title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(instants[t]!), shown: (t) => time(instants[t]!) },
        ...([['power_mw', 'Power, MW', sum.powerMw], ['lower_mw', 'Lower limit, MW', sum.lowerMw], ['upper_mw', 'Upper limit, MW', sum.upperMw], ['multiplier_per_mwh', `Multiplier, ${unit}`, sum.multiplierPerMwh]] as const)
          .map(([name, title, values]): Column => ({ name, title, cell: (t) => real(values[t]), shown: (t) => num(real(values[t])) })),
        { title: 'Unique', name: 'multiplier_unique', cell: (t) => (result.nonUniqueMultiplierSteps.includes(t) ? 'no' : 'yes') },
      ],
    }),
  }));
}

function iterationAxis(): object {
  return { type: 'value', min: 1, minInterval: 1, ...axis('iteration', { nameGap: 26 }) };
}

function suffix(rounds: WatchedRound[], round: WatchedRound): string {
  return rounds.length > 1 ? ` of ${round.id}` : '';
}

function line(name: string, iterations: Iteration[], of: (at: Iteration) => Wire, look: number, colour: 'first' | 'second', more: Partial<Line> = {}): Line {
  const color = series()[colour];
  return {
    name, type: 'line', showSymbol: iterations.length < manyIterations, symbol: look === 0 ? 'circle' : 'triangle', symbolSize: 5, connectNulls: false,
    lineStyle: { width: 2, type: look === 0 ? 'solid' : 'dashed', color }, itemStyle: { color },
    data: iterations.map((at) => [at.iteration, positive(real(of(at)))]) as [number, number | null][], ...more,
  };
}

function tolerance(rounds: WatchedRound[]): Partial<Line> {
  const level = rounds[0]?.order?.options?.['gapTolerance'];
  if (typeof level !== 'number') return {};
  return { markLine: { silent: true, symbol: 'none', data: [{ yAxis: level }], lineStyle: { color: series().limit, type: 'dotted' }, label: { formatter: 'tolerance', position: 'insideStartTop', color: series().ink } } };
}

type TraceColumn = [name: string, title: string, of: (at: Iteration) => Wire];

function traceTable(rounds: WatchedRound[], caption: string, columns: TraceColumn[]): Table {
  const longest = rounds.reduce((best, one) => (one.iterations.length > best.iterations.length ? one : best), rounds[0]!);
  const value = (round: WatchedRound, k: number, of: TraceColumn[2]) => (round.iterations[k] ? real(of(round.iterations[k])) : NaN);
  return {
    caption: `${caption}: ${rounds.map((one) => one.id).join(' and ')}`, fileName: `trace-${rounds.map((one) => one.id).join('-and-')}`, rows: longest.iterations.length,
    columns: [
      { title: 'Iteration', name: 'iteration', cell: (k) => longest.iterations[k]!.iteration },
      ...rounds.flatMap((round) => columns.map(([name, title, of]): Column => ({
        title: title + suffix(rounds, round), name: rounds.length > 1 ? `${name} ${round.id}` : name,
        cell: (k) => value(round, k, of), shown: (k) => (k < round.iterations.length ? num(value(round, k, of)) : '–'),
      }))),
    ],
  };
}
