import type { CoupledSum, Grid, Result } from './documents';
import { instantsOf, real } from './documents';

/** A constraint that shapes the plan, and how much. */
export interface Binding {
  name: string;
  steps: number;
  dearestPerMwh: number;
  dearestAt: number;
}

const least = 0.01;
const near = 1e-3;

/** Constraints that bind: where the sum lies on its limit and the limit has a price. Dearest first. */
export function bindingOf(result: Result, grid: Grid): Binding[] {
  const instants = instantsOf(grid);
  return result.coupling
    .map((sum) => ({ sum, steps: sum.powerMw.map((_, t) => t).filter((t) => binds(sum, t)) }))
    .filter(({ steps }) => steps.length > 0)
    .map(({ sum, steps }) => {
      const dearest = steps.reduce((best, t) => (size(sum, t) > size(sum, best) ? t : best), steps[0]!);
      return { name: sum.name, steps: steps.length, dearestPerMwh: real(sum.multiplierPerMwh[dearest]), dearestAt: instants[dearest]! };
    })
    .sort((one, other) => Math.abs(other.dearestPerMwh) - Math.abs(one.dearestPerMwh));
}

export function binds(sum: CoupledSum, t: number): boolean {
  const [power, low, high] = [real(sum.powerMw[t]), real(sum.lowerMw[t]), real(sum.upperMw[t])];
  const reach = near * Math.max(Math.abs(low === -Infinity ? 0 : low), Math.abs(high === Infinity ? 0 : high), Number.MIN_VALUE);
  return size(sum, t) >= least && (power <= low + reach || power >= high - reach);
}

function size(sum: CoupledSum, t: number): number {
  return Math.abs(real(sum.multiplierPerMwh[t]));
}
