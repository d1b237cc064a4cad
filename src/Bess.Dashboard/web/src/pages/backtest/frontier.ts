import { readOrNot } from '../../data/api';
import { pathOf, type BacktestResult, type BacktestRun, type FrontierDifference } from '../../data/backtests';
import { axis, figure, type Figure } from '../../view/chart';
import { series } from '../../view/colours';
import { numOr } from '../../view/format';
import type { Column } from '../../view/table';
import { amount } from './words';

interface Point {
  lambda: number;
  meanPerDay: number;
  tailLoss: number;
  isEfficient: boolean;
  /** The run of this weight; undefined where it was made beside another. */
  run: string | undefined;
  net: FrontierDifference | null;
  tail: FrontierDifference | null;
}

const compared = ['market', 'zone', 'from', 'to', 'strategy'] as const;
const isNumber = (value: number | null | undefined): value is number => typeof value === 'number' && Number.isFinite(value);

/** Mean net against tail risk over the weight of risk: as the run was asked to make it, else of the runs that differ from it in that weight only. Undefined where there are fewer than two. */
export async function frontierOf(run: BacktestRun, result: BacktestResult, runs: BacktestRun[], signal: AbortSignal): Promise<Figure | undefined> {
  const asked = pointsOf(result);
  const points = asked.length > 0 ? asked : await pointsOfRuns(run, runs, signal);
  return points.length > 1 ? drawing(run, points) : undefined;
}

function pointsOf(result: BacktestResult): Point[] {
  return (result.frontier ?? []).flatMap((one) => (isNumber(one.meanPerDay) && isNumber(one.conditionalValueAtRisk)
    ? [{ lambda: one.lambda, meanPerDay: one.meanPerDay, tailLoss: one.conditionalValueAtRisk, isEfficient: one.isEfficient, run: undefined, net: one.net, tail: one.tailLoss }] : []));
}

async function pointsOfRuns(run: BacktestRun, runs: BacktestRun[], signal: AbortSignal): Promise<Point[]> {
  const alike = runs.filter((one) => one.state === 'done' && isAlike(one, run));
  if (alike.length < 2) return [];
  const found = await Promise.all(alike.map(async (one): Promise<Point | undefined> => {
    const result = await readOrNot<BacktestResult>(`${pathOf(one.id)}/result`, signal);
    if (!result || result.net === null || result.conditionalValueAtRisk === null || !(result.days > 0)) return undefined;
    return { lambda: one.order.lambda ?? 0, meanPerDay: result.net / result.days, tailLoss: result.conditionalValueAtRisk, isEfficient: true, run: one.id, net: null, tail: null };
  }));
  // Of several runs of one weight the newest stands.
  const points = [...new Map(found.filter((one) => one !== undefined).reverse().map((one) => [one.lambda, one])).values()];
  for (const one of points) one.isEfficient = !points.some((other) => other !== one && other.tailLoss <= one.tailLoss && other.meanPerDay >= one.meanPerDay && (other.tailLoss < one.tailLoss || other.meanPerDay > one.meanPerDay));
  return points;
}

function isAlike(one: BacktestRun, other: BacktestRun): boolean {
  const rest = (order: BacktestRun['order']) => JSON.stringify({ ...order, lambda: undefined, description: undefined, frontier: undefined });
  return compared.every((name) => one.order[name] === other.order[name]) && rest(one.order) === rest(other.order);
}

function drawing(run: BacktestRun, points: Point[]): Figure {
  const unit = `${run.currency ?? ''} a day`;
  const isOfRuns = points.some((one) => one.run !== undefined);
  return figure({
    title: 'Efficient frontier',
    words: () => `${isOfRuns ? `${points.length} runs that differ in the weight of risk λ only` : `The same run with ${points.length} weights of risk λ`}: ${points.map((one) => `λ = ${one.lambda} earns ${amount(one.meanPerDay)} ${unit} at a conditional value at risk of ${amount(one.tailLoss)}${one.isEfficient ? '' : ', dominated'}`).join('; ')}.`,
    option: () => {
      const colours = series();
      const of = (isEfficient: boolean) => points.filter((one) => one.isEfficient === isEfficient).sort((a, b) => a.tailLoss - b.tailLoss).map((one) => ({ name: `λ = ${one.lambda}`, value: [one.tailLoss, one.meanPerDay] }));
      const label = { show: true, formatter: '{b}', position: 'top' as const, color: colours.ink };
      return {
        tooltip: { trigger: 'item' }, xAxis: { type: 'value', scale: true, ...axis(`CVaR of daily loss, ${run.currency ?? ''}`, { nameGap: 28 }) }, yAxis: { type: 'value', scale: true, ...axis(`mean net, ${unit}`, { nameGap: 50 }) },
        series: [
          { name: 'efficient', type: 'line', symbol: 'circle', symbolSize: 8, label, labelLayout: { hideOverlap: true }, lineStyle: { width: 2, color: colours.first }, itemStyle: { color: colours.first }, data: of(true) },
          { name: 'dominated', type: 'line', symbol: 'triangle', symbolSize: 9, label, labelLayout: { hideOverlap: true }, lineStyle: { width: 0 }, itemStyle: { color: colours.second }, data: of(false) },
        ],
      };
    },
    table: () => ({
      caption: `Efficient frontier of ${run.order.strategy ?? ''} in ${run.order.zone}`, fileName: `frontier-${run.id}`, rows: points.length,
      columns: [
        { title: 'λ', name: 'lambda', cell: (i) => points[i]!.lambda, shown: (i) => numOr(points[i]!.lambda) },
        { title: `Mean, ${unit}`, name: 'mean_per_day', cell: (i) => points[i]!.meanPerDay, shown: (i) => amount(points[i]!.meanPerDay) },
        { title: `CVaR of loss, ${unit}`, name: 'conditional_value_at_risk', cell: (i) => points[i]!.tailLoss, shown: (i) => amount(points[i]!.tailLoss) },
        { title: 'Efficient', name: 'efficient', cell: (i) => (points[i]!.isEfficient ? 'yes' : 'no') },
        ...(isOfRuns ? [{ title: 'Run', name: 'run', cell: (i: number) => points[i]!.run ?? '' }]
          : [difference('Net per MW and year less that of the first λ', 'net_difference', (i) => points[i]!.net), difference('CVaR per MW less that of the first λ', 'tail_loss_difference', (i) => points[i]!.tail)]),
      ],
    }),
  });
}

function difference(title: string, name: string, of: (i: number) => FrontierDifference | null): Column {
  const words = (one: FrontierDifference) => (isNumber(one.low) && isNumber(one.high) ? `${amount(one.difference)} (${amount(one.low)} … ${amount(one.high)})` : amount(one.difference));
  return { title, name, cell: (i) => of(i)?.difference ?? '', shown: (i) => { const one = of(i); return one ? words(one) : '–'; } };
}
