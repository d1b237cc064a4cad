import { readOrNot } from '../../data/api';
import { pathOf, type BacktestResult, type BacktestRun } from '../../data/backtests';
import { axis, figure, type Figure } from '../../view/chart';
import { series } from '../../view/colours';
import { numOr } from '../../view/format';
import { amount } from './words';

interface Point {
  id: string;
  lambda: number;
  meanPerDay: number;
  tailLoss: number;
  isDominated: boolean;
}

const compared = ['market', 'zone', 'from', 'to', 'strategy'] as const;

/** Mean net against tail risk of the runs that differ from this one in their weight of risk only; undefined where there are fewer than two. */
export async function frontierOf(run: BacktestRun, runs: BacktestRun[], signal: AbortSignal): Promise<Figure | undefined> {
  const alike = runs.filter((one) => one.state === 'done' && isAlike(one, run));
  const found = await Promise.all(alike.map(async (one): Promise<Point | undefined> => {
    const result = await readOrNot<BacktestResult>(`${pathOf(one.id)}/result`, signal);
    if (!result || result.net === null || result.conditionalValueAtRisk === null || !(result.days > 0)) return undefined;
    return { id: one.id, lambda: one.order.lambda ?? 0, meanPerDay: result.net / result.days, tailLoss: result.conditionalValueAtRisk, isDominated: false };
  }));
  // Of several runs of one weight the newest stands.
  const points = [...new Map(found.filter((one) => one !== undefined).reverse().map((one) => [one.lambda, one])).values()].sort((a, b) => a.tailLoss - b.tailLoss);
  for (const one of points) one.isDominated = points.some((other) => other !== one && other.tailLoss <= one.tailLoss && other.meanPerDay >= one.meanPerDay && (other.tailLoss < one.tailLoss || other.meanPerDay > one.meanPerDay));
  return points.length > 1 ? drawing(run, points) : undefined;
}

function isAlike(one: BacktestRun, other: BacktestRun): boolean {
  const rest = (order: BacktestRun['order']) => JSON.stringify({ ...order, lambda: undefined, description: undefined });
  return compared.every((name) => one.order[name] === other.order[name]) && rest(one.order) === rest(other.order);
}

function drawing(run: BacktestRun, points: Point[]): Figure {
  const unit = `${run.currency ?? ''} a day`;
  return figure({
    title: 'Efficient frontier',
    words: () => `${points.length} runs that differ in the weight of risk λ only: ${points.map((one) => `λ = ${one.lambda} earns ${amount(one.meanPerDay)} ${unit} at a conditional value at risk of ${amount(one.tailLoss)}${one.isDominated ? ', dominated' : ''}`).join('; ')}.`,
    option: () => {
      const colours = series();
      const of = (isDominated: boolean) => points.filter((one) => one.isDominated === isDominated).map((one) => [one.tailLoss, one.meanPerDay]);
      return {
        tooltip: { trigger: 'item' }, xAxis: { type: 'value', scale: true, ...axis(`CVaR of daily loss, ${run.currency ?? ''}`, { nameGap: 28 }) }, yAxis: { type: 'value', scale: true, ...axis(`mean net, ${unit}`, { nameGap: 50 }) },
        series: [
          { name: 'efficient', type: 'line', symbol: 'circle', symbolSize: 8, lineStyle: { width: 2, color: colours.first }, itemStyle: { color: colours.first }, data: of(false) },
          { name: 'dominated', type: 'line', symbol: 'triangle', symbolSize: 9, lineStyle: { width: 0 }, itemStyle: { color: colours.second }, data: of(true) },
        ],
      };
    },
    table: () => ({
      caption: `Efficient frontier of ${run.order.strategy ?? ''} in ${run.order.zone}`, fileName: `frontier-${run.id}`, rows: points.length,
      columns: [
        { title: 'λ', name: 'lambda', cell: (i) => points[i]!.lambda, shown: (i) => numOr(points[i]!.lambda) },
        { title: `Mean, ${unit}`, name: 'mean_per_day', cell: (i) => points[i]!.meanPerDay, shown: (i) => amount(points[i]!.meanPerDay) },
        { title: `CVaR of loss, ${unit}`, name: 'conditional_value_at_risk', cell: (i) => points[i]!.tailLoss, shown: (i) => amount(points[i]!.tailLoss) },
        { title: 'Efficient', name: 'efficient', cell: (i) => (points[i]!.isDominated ? 'no' : 'yes') },
        { title: 'Run', name: 'run', cell: (i) => points[i]!.id },
      ],
    }),
  });
}
