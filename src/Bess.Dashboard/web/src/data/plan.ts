import { readOrNot } from './api';
import { expectedPrices } from './prices';
import { instantsOf, type Battery, type Order, type Result, type Round, type Schedule, type Session } from './documents';

/** A plan with what is known of its batteries. */
export interface Plan {
  schedules: Schedule[];
  order: Order | undefined;
  batteries: Map<string, Battery>;
  instants: number[];
  /** Expected price of each interval; undefined where it is not known. */
  prices: number[] | undefined;
  currency: string;
}

/** The plan of a whole round. */
export interface RoundPlan extends Plan {
  result: Result;
}

/** What the API tells of one battery, also to its owner. */
interface BatteryPlan {
  currency: string;
  battery: Battery;
  schedule: Schedule;
  expectedPricePerMwh: number[];
}

/** The plan of a round; undefined where there is none. */
export async function planOf(roundId: string, { session, signal }: { session: Session; signal: AbortSignal }): Promise<RoundPlan | undefined> {
  const path = `rounds/${encodeURIComponent(roundId)}`;
  const view = await readOrNot<Round>(path, signal);
  if (!view?.status) return undefined;
  const [result, order] = await Promise.all([readOrNot<Result>(`${path}/result`, signal), session.listsEverything ? readOrNot<Order>(`${path}/order`, signal) : undefined]);
  const grid = result?.schedules[0]?.grid;
  if (!result || !grid) return undefined;
  return {
    schedules: result.schedules, result, order, batteries: new Map(order?.fleet?.batteries.map((one) => [one.id, one]) ?? []), instants: instantsOf(grid),
    prices: order ? expectedPrices(order).mean : undefined, currency: order?.scenarios.currency ?? '',
  };
}

/** The plan of one battery, which its owner may read too; undefined where there is none. */
export async function planOfBattery(roundId: string, agent: string, signal: AbortSignal): Promise<Plan | undefined> {
  const found = await readOrNot<BatteryPlan>(`rounds/${encodeURIComponent(roundId)}/batteries/${encodeURIComponent(agent)}/plan`, signal);
  if (!found) return undefined;
  const { schedule, battery, expectedPricePerMwh, currency } = found;
  return { schedules: [schedule], order: undefined, batteries: new Map([[battery.id, battery]]), instants: instantsOf(schedule.grid), prices: expectedPricePerMwh, currency };
}

/** State of charge as a share of the window that the battery may use; NaN where that is not known. */
export function shareOfWindow(schedule: Schedule, battery: Battery | undefined, t: number): number {
  if (!battery) return NaN;
  const width = battery.maximumEnergyMwh - battery.minimumEnergyMwh;
  return width > 0 ? (schedule.stateOfChargeMwh[t]! - battery.minimumEnergyMwh) / width : NaN;
}

/** Power as a share of what the battery can do in that direction; NaN where that is not known. */
export function shareOfPower(schedule: Schedule, battery: Battery | undefined, t: number): number {
  if (!battery) return NaN;
  const power = schedule.powerMw[t]!;
  const limit = power >= 0 ? battery.dischargeLimitMw : battery.chargeLimitMw;
  return limit > 0 ? power / limit : NaN;
}
