import { binds } from './binding';
import { real, type CoupledSum, type FleetGroup, type Order, type Result, type Schedule } from './documents';
import { expectedPrices } from './prices';

/** What one battery does in a plan. Money is NaN where its prices or its wear are not known. */
export interface Contribution {
  agent: string;
  chargedMwh: number;
  dischargedMwh: number;
  /** Power times the expected price. */
  market: number;
  wear: number;
  /** market − wear */
  net: number;
}

/** What one battery does in one coupled sum. */
export interface RowContribution {
  agent: string;
  outMwh: number;
  inMwh: number;
  /** Of these, in the intervals in which the sum lies on its limit and the limit has a price. */
  outWhileBindingMwh: number;
  inWhileBindingMwh: number;
}

/** Each battery of a plan, in the order of the fleet. */
export function contributionsOf(result: Result, order: Order | undefined): Contribution[] {
  const prices = order ? expectedPrices(order).mean : undefined;
  const costs = new Map(order?.fleet?.batteries.map((one) => [one.id, one.degradationCostPerMwh ?? 0]) ?? []);
  return result.schedules.map((schedule) => {
    const hours = schedule.grid.stepSeconds / 3600;
    const dischargedMwh = energy(schedule, 1);
    const chargedMwh = energy(schedule, -1);
    const market = prices ? schedule.powerMw.reduce((sum, power, t) => sum + power * hours * prices[t]!, 0) : NaN;
    const wear = (costs.get(schedule.agent) ?? NaN) * (chargedMwh + dischargedMwh);
    return { agent: schedule.agent, chargedMwh, dischargedMwh, market, wear, net: market - wear };
  });
}

/** Batteries that a coupled sum adds up; undefined where that is not known. */
export function membersOf(row: number, result: Result, order: Order | undefined): Schedule[] | undefined {
  if (!order?.fleet) return undefined;
  const rows = [...order.coupling.commitments, ...order.coupling.limits];
  if (rows.length !== result.coupling.length) return undefined;
  const group = rows[row]?.group;
  if (!group) return result.schedules;
  const groups = new Map((order.fleet.groups ?? []).map((one) => [one.name, one]));
  const groupOf = new Map(order.fleet.batteries.map((one) => [one.id, one.group]));
  return result.schedules.filter((one) => isWithin(groupOf.get(one.agent), group, groups));
}

export function rowContributionsOf(sum: CoupledSum, members: Schedule[]): RowContribution[] {
  const atLimit = sum.powerMw.map((_, t) => binds(sum, t));
  return members.map((one) => ({
    agent: one.agent, outMwh: energy(one, 1), inMwh: energy(one, -1),
    outWhileBindingMwh: energy(one, 1, atLimit), inWhileBindingMwh: energy(one, -1, atLimit),
  }));
}

/** The largest by a measure, and one line for all others. */
export function largest<T extends { agent: string }>(all: T[], measure: (one: T) => number, count: number, add: (one: T, other: T) => T): { shown: T[]; rest: number } {
  const sorted = [...all].sort((a, b) => size(measure(b)) - size(measure(a)) || (a.agent < b.agent ? -1 : 1));
  if (sorted.length <= count + 1) return { shown: sorted, rest: 0 };
  const others = sorted.slice(count);
  return { shown: [...sorted.slice(0, count), { ...others.reduce(add), agent: `the other ${others.length}` }], rest: others.length };
}

/** Adds the numbers of two lines; texts are those of the first. */
export function added<T extends object>(one: T, other: T): T {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, typeof value === 'number' ? value + (other[name as keyof T] as number) : value])) as T;
}

/** The expected profit that the plan itself states. */
export function statedProfit(result: Result): number {
  return real(result.economics.expectedProfit);
}

function energy(schedule: Schedule, sign: number, only?: boolean[]): number {
  const hours = schedule.grid.stepSeconds / 3600;
  return schedule.powerMw.reduce((sum, power, t) => (only && !only[t] ? sum : sum + Math.max(0, sign * power) * hours), 0);
}

function isWithin(group: string | undefined, wanted: string, groups: Map<string, FleetGroup>): boolean {
  let at = group;
  for (let depth = 0; at && depth <= groups.size; depth++) {
    if (at === wanted) return true;
    at = groups.get(at)?.parent ?? undefined;
  }
  return false;
}

function size(value: number): number {
  return Number.isNaN(value) ? 0 : Math.abs(value);
}
