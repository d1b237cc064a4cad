import { ApiError, read } from './api';
import type { Grid } from './documents';

export type Action = 'charge' | 'discharge' | 'idle';

export interface BindingLimit {
  kind: string;
  subject: string;
  limit: number | null;
  unit: string;
  shadowPrice: number | null;
}

export interface MarketReason {
  market: string;
  isReserve: boolean;
  positionMw: number;
  paysPerMwHour: number | null;
  isPurchase: boolean;
  gainPerMwHour: number | null;
  isUsed: boolean;
}

/** Why a plan does what it does in one interval. */
export interface Reason {
  step: number;
  startUtc: string;
  action: Action;
  powerMw: number;
  energyAfterMwh: number | null;
  expectedPricePerMwh: number | null;
  couplingPricePerMwh: number | null;
  effectivePricePerMwh: number | null;
  storedEnergyValuePerMwh: number | null;
  chargeBreakEvenPerMwh: number | null;
  dischargeBreakEvenPerMwh: number | null;
  marginPerMwh: number | null;
  isStrict: boolean;
  bindingLimits: BindingLimit[];
  markets: MarketReason[];
  nextBestMarket: MarketReason | null;
  opposite: { action: Action; powerMw: number; cost: number | null; isExact: boolean } | null;
  sentence: string;
}

export interface Reasons {
  roundId: string;
  currency: string;
  agent: string;
  grid: Grid;
  /** optimal, near-optimal; with the others there are no reasons, and the summary says why. */
  status: string;
  summary: string;
  nonUniqueSteps: number[];
  intervals: Reason[];
}

const path = (roundId: string, agent: string) => `rounds/${encodeURIComponent(roundId)}/batteries/${encodeURIComponent(agent)}/reasons`;

/** The reasons of a battery without the cost of the opposite, or why there are none. */
export async function reasonsOf(roundId: string, agent: string, signal: AbortSignal): Promise<Reasons | string> {
  try {
    return await read<Reasons>(path(roundId, agent), signal);
  } catch (error) {
    if (error instanceof ApiError && error.status !== 401) return error.message;
    throw error;
  }
}

/** The reason of one interval with the cost of its opposite: the server plans the battery again for it. */
export async function withOpposite(roundId: string, agent: string, step: number, signal: AbortSignal): Promise<Reason | undefined> {
  const all = await read<Reasons>(`${path(roundId, agent)}?opposites=${step}`, signal);
  return all.intervals.find((one) => one.step === step);
}
