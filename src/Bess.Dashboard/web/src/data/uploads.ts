import { readOrNot } from './api';

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
export async function uploadedPrices(signal: AbortSignal): Promise<UploadedPrice[] | undefined> {
  const all: UploadedPrice[] = [];
  for (let next: string | null = ''; next !== null;) {
    const list: { prices: UploadedPrice[]; next: string | null } | undefined = await readOrNot(`prices?limit=500${next ? `&after=${encodeURIComponent(next)}` : ''}`, signal);
    if (!list) return undefined;
    all.push(...list.prices);
    next = list.next;
  }
  return all;
}
