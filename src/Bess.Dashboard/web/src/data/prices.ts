import type { Order } from './documents';

export interface PriceLines {
  mean: number[];
  low: number[];
  high: number[];
}

const lowShare = 0.1;
const highShare = 0.9;

/** Expected price of each interval, and the prices below which a tenth and nine tenths of the scenarios lie. */
export function expectedPrices(order: Order): PriceLines {
  const { pricesPerMwh, probabilities, grid } = order.scenarios;
  const lines: PriceLines = { mean: [], low: [], high: [] };
  for (let t = 0; t < grid.steps; t++) {
    const sorted = pricesPerMwh.map((path, s) => ({ price: path[t]!, weight: probabilities[s]! })).sort((a, b) => a.price - b.price);
    lines.mean.push(sorted.reduce((sum, one) => sum + one.price * one.weight, 0));
    lines.low.push(quantile(sorted, lowShare));
    lines.high.push(quantile(sorted, highShare));
  }
  return lines;
}

function quantile(sorted: { price: number; weight: number }[], share: number): number {
  let sum = 0;
  for (const one of sorted) {
    sum += one.weight;
    if (sum >= share) return one.price;
  }
  return sorted.at(-1)!.price;
}
