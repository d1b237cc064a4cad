import { read, readOrNot } from './api';
import type { Order, Session } from './documents';

/** Prices that were uploaded: a series, or scenarios. */
export interface UploadedPrice {
  name: string;
  form: 'series' | 'scenarios';
  etag: string;
  uploadedAtUtc: string;
  uploadedBy: string;
  bytes: number;
  zone: string | null;
  currency: string;
  startUtc: string;
  endUtc: string;
  stepSeconds: number;
  steps: number;
  scenarios: number;
  missingSteps: number;
  source: string;
  synthetic: boolean;
}

export interface PriceCoverage extends UploadedPrice {
  missing: { startUtc: string; endUtc: string; steps: number }[];
}

export const pricePath = (name: string): string => `prices/${encodeURIComponent(name)}`;

/** Undefined where the server keeps no prices. */
export async function uploadedPrices({ session, signal }: { session: Session; signal: AbortSignal }): Promise<UploadedPrice[] | undefined> {
  if (!session.prices) return undefined;
  const all: UploadedPrice[] = [];
  for (let next: string | null = ''; next !== null;) {
    const list: { prices: UploadedPrice[]; next: string | null } | undefined = await readOrNot(`prices?limit=500${next ? `&after=${encodeURIComponent(next)}` : ''}`, signal);
    if (!list) return undefined;
    all.push(...list.prices);
    next = list.next;
  }
  return all;
}

type Scenarios = Order['scenarios'];

/** Uploaded prices as an order would hold them: a series is one certain path, in which NaN is missing. */
export async function scenariosOf(name: string, signal: AbortSignal): Promise<Scenarios> {
  const found = await read<Record<string, unknown>>(`${pricePath(name)}/file?format=json`, signal);
  if (found['kind'] === 'scenarios') return found as unknown as Scenarios;
  const { currency, grid, provenance, knownAtUtc, pricesPerMwh } = found as unknown as Omit<Scenarios, 'knownAtUtc' | 'pricesPerMwh'> & { knownAtUtc: string[]; pricesPerMwh: (number | null)[] };
  const known = knownAtUtc.reduce((latest, one) => (one > latest ? one : latest), knownAtUtc[0] ?? grid.startUtc);
  return { name, currency, grid, provenance, knownAtUtc: known, probabilities: [1], pricesPerMwh: [pricesPerMwh.map((one) => one ?? NaN)] };
}
