import { ApiError, read } from './api';
import type { Grid } from './documents';

export type Action = 'charge' | 'discharge' | 'idle';

export interface BindingLimit {
  kind: string;
  subject: string;
  limit: number;
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
  energyAfterMwh: number;
  expectedPricePerMwh: number;
  couplingPricePerMwh: number;
  effectivePricePerMwh: number;
  storedEnergyValuePerMwh: number;
  chargeBreakEvenPerMwh: number;
  dischargeBreakEvenPerMwh: number;
  marginPerMwh: number;
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
  first: number;
  summary?: string;
  status?: string;
  reasons: Reason[];
}

/** All reasons of a battery, or why there are none. */
export async function reasonsOf(roundId: string, agent: string, signal: AbortSignal): Promise<Reasons | string> {
  const path = `rounds/${encodeURIComponent(roundId)}/batteries/${encodeURIComponent(agent)}/reasons`;
  try {
    const all = await read<Reasons>(path, signal);
    while (all.reasons.length > 0 && all.reasons.length < all.grid.steps) {
      const more = await read<Reasons>(`${path}?from=${all.reasons.length}`, signal);
      if (more.reasons.length === 0) break;
      all.reasons.push(...more.reasons);
    }
    return all;
  } catch (error) {
    if (error instanceof ApiError && error.status !== 401) return error.message;
    throw error;
  }
}
