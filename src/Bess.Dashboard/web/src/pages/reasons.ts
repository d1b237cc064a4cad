import { download } from '../data/api';
import { withOpposite, type BindingLimit, type Reason, type Reasons } from '../data/reasons';
import type { Figure } from '../view/chart';
import { fill, h } from '../view/dom';
import { num, numOr, time, utc } from '../view/format';
import { heatmap } from '../view/heatmap';
import { part, type Column } from '../view/table';
import { facts } from './page';

const quietMs = 300;
const kinds: Record<string, string> = {
  'charge-power': 'largest charging power', 'discharge-power': 'largest discharging power', 'energy-floor': 'lower end of the window of energy', 'energy-ceiling': 'upper end of the window of energy',
  'end-of-horizon': 'energy at the end of the horizon', 'window-return': 'way back into the window', ramp: 'change of power from interval to interval', 'cycle-limit': 'full discharges a day',
  'reserve-upward-power': 'discharging power kept for reserve', 'reserve-downward-power': 'charging power kept for reserve', 'reserve-upward-energy': 'energy kept for reserve', 'reserve-downward-energy': 'room kept for reserve',
  import: 'largest import', export: 'largest export', 'market-volume': 'volume of the market', 'reserve-volume': 'amount of the reserve product', deviation: 'deviation from the day-ahead position',
};

/** Words of a limit, whether the server writes its kind with hyphens or in camel case. */
function limitWords(one: BindingLimit): string {
  const name = one.kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  return `${kinds[name] ?? name.replaceAll('-', ' ')}${one.subject ? ` (${one.subject})` : ''}`;
}

/** The intervals of a plan as a strip to choose from, and beside it why the chosen one is as it is. */
export class ReasonView {
  readonly element: HTMLElement;
  private readonly all: Reasons;
  private readonly place = h('section', { class: 'card', 'aria-label': 'Why', 'aria-live': 'polite' });
  private readonly strip: Figure;
  private readonly signal: AbortSignal;
  private readonly said = h('span', { role: 'status' });
  private shown = -1;

  constructor(all: Reasons, signal: AbortSignal) {
    this.all = all;
    this.signal = signal;
    this.strip = this.makeStrip();
    this.element = h('section', { 'aria-label': 'Reasons' }, h('h2', {}, 'Why'), h('p', { class: 'quiet-text' }, all.summary), h('p', { class: 'row' }, h('button', { type: 'button', class: 'quiet', onclick: () => void this.saveAll() }, 'With the cost of each opposite, CSV'), this.said), this.strip.element, this.place);
    const most = all.intervals.reduce((best, one) => (Math.abs(one.powerMw) > Math.abs(best.powerMw) ? one : best), all.intervals[0]!);
    this.show(most.step);
  }

  draw(): void {
    this.strip.draw();
  }

  /** Shows the reason of an interval; what its opposite costs comes when it is worked out. */
  show(step: number): void {
    const reason = this.all.intervals.find((one) => one.step === step);
    if (!reason || step === this.shown) return;
    this.shown = step;
    fill(this.place, ...this.about(reason));
    if (!reason.opposite) window.setTimeout(() => void this.askOpposite(reason), quietMs);
  }

  // Not while somebody is on the way through the intervals.
  private async askOpposite(reason: Reason): Promise<void> {
    if (this.shown !== reason.step || this.signal.aborted) return;
    try {
      const found = await withOpposite(this.all.roundId, this.all.agent, reason.step, this.signal);
      reason.opposite = found?.opposite ?? null;
      reason.sentence = found?.sentence ?? reason.sentence;
      if (this.shown === reason.step) fill(this.place, ...this.about(reason, 'not known'));
    } catch (error) {
      if (!this.signal.aborted && this.shown === reason.step) fill(this.place, ...this.about(reason, error instanceof Error ? error.message : String(error)));
    }
  }

  // The server plans the battery again for each interval.
  private async saveAll(): Promise<void> {
    this.said.textContent = 'working them out …';
    try {
      await download(`rounds/${encodeURIComponent(this.all.roundId)}/batteries/${encodeURIComponent(this.all.agent)}/reasons?opposites=all&format=csv`);
      this.said.textContent = '';
    } catch (error) {
      this.said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  private get unit(): string {
    return `${this.all.currency}/MWh`;
  }

  private makeStrip(): Figure {
    const reasons = this.all.intervals;
    const at = (t: number) => time(Date.parse(reasons[t]!.startUtc));
    return heatmap(() => ({
      title: 'What is done, interval by interval', rows: 1, columns: reasons.length, value: (_, t) => (reasons[t]!.action === 'idle' ? 0 : reasons[t]!.powerMw),
      rowName: () => this.all.agent, columnName: at, columnAxis: 'time', unit: 'MW', scale: 'diverging',
      words: () => 'Click an interval, or go to it with the arrow keys, to read why. Blue charges, orange discharges.',
      point: (_, t) => this.show(reasons[t]!.step),
      table: () => ({ caption: `Reasons of ${this.all.agent} in ${this.all.roundId}`, fileName: `reasons-${this.all.agent}-${this.all.roundId}`, rows: reasons.length, columns: this.columns() }),
    }));
  }

  private columns(): Column[] {
    const reasons = this.all.intervals;
    const number = (title: string, name: string, of: (one: Reason) => number | null): Column => ({ title, name, cell: (t) => of(reasons[t]!) ?? NaN, shown: (t) => numOr(of(reasons[t]!)) });
    return [
      { title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(Date.parse(reasons[t]!.startUtc)), shown: (t) => time(Date.parse(reasons[t]!.startUtc)) },
      { title: 'Action', name: 'action', cell: (t) => reasons[t]!.action }, number('Power, MW', 'power_mw', (one) => one.powerMw),
      number(`Expected price, ${this.unit}`, 'expected_price_per_mwh', (one) => one.expectedPricePerMwh), number(`Effective price, ${this.unit}`, 'effective_price_per_mwh', (one) => one.effectivePricePerMwh),
      number(`Stored energy is worth, ${this.unit}`, 'stored_energy_value_per_mwh', (one) => one.storedEnergyValuePerMwh),
      number(`Charging pays below, ${this.unit}`, 'charge_break_even_per_mwh', (one) => one.chargeBreakEvenPerMwh), number(`Discharging pays above, ${this.unit}`, 'discharge_break_even_per_mwh', (one) => one.dischargeBreakEvenPerMwh),
      number(`Margin, ${this.unit}`, 'margin_per_mwh', (one) => one.marginPerMwh), { title: 'Strict', name: 'strict', cell: (t) => (reasons[t]!.isStrict ? 'yes' : 'no') },
      { title: 'Limits reached', name: 'binding_limits', cell: (t) => reasons[t]!.bindingLimits.map(limitWords).join('; ') },
      { title: 'Next best market', name: 'next_best_market', cell: (t) => reasons[t]!.nextBestMarket?.market ?? '' }, { title: 'In words', name: 'sentence', cell: (t) => reasons[t]!.sentence },
    ];
  }

  private about(one: Reason, otherwise = 'working it out …'): Node[] {
    const { unit } = this;
    const { currency } = this.all;
    const price = (value: number | null) => `${numOr(value)} ${unit}`;
    const figures: [string, string][] = [
      ['Action', one.action === 'idle' ? 'idle' : `${one.action}, ${num(Math.abs(one.powerMw))} MW`], ['Energy after', `${numOr(one.energyAfterMwh)} MWh`],
      ['Expected price', price(one.expectedPricePerMwh)], ['Part of the coupling', price(one.couplingPricePerMwh)], ['Effective price', price(one.effectivePricePerMwh)],
      ['Stored energy is worth', price(one.storedEnergyValuePerMwh)], ['Charging pays below', price(one.chargeBreakEvenPerMwh)], ['Discharging pays above', price(one.dischargeBreakEvenPerMwh)],
      ['Margin', `${price(one.marginPerMwh)}${one.isStrict ? '' : ': a little more or less costs nothing'}${this.all.nonUniqueSteps.includes(one.step) ? '; multipliers are not unique here' : ''}`],
      ['Opposite action', oppositeWords(one, currency, otherwise)], ['Next best market', marketWords(one, currency)],
    ];
    const rows: Node[] = [];
    if (one.bindingLimits.length > 0) {
      const { bindingLimits } = one;
      rows.push(h('h3', {}, 'Limits that it has reached'), ...part({
        caption: `Limits at ${time(Date.parse(one.startUtc))}`, fileName: 'limits', rows: bindingLimits.length,
        columns: [
          { title: 'Limit', name: 'limit', cell: (i) => limitWords(bindingLimits[i]!) }, { title: 'Value', name: 'value', cell: (i) => bindingLimits[i]!.limit ?? NaN, shown: (i) => `${numOr(bindingLimits[i]!.limit)} ${bindingLimits[i]!.unit}` },
          { title: 'One more is worth', name: 'shadow_price', cell: (i) => bindingLimits[i]!.shadowPrice ?? NaN, shown: (i) => `${numOr(bindingLimits[i]!.shadowPrice)} ${currency}/${bindingLimits[i]!.unit === 'MW' ? 'MW·h' : 'MWh'}` },
        ],
      }, 0, () => undefined));
    }
    return [h('h2', {}, time(Date.parse(one.startUtc))), h('p', { class: 'reason' }, one.sentence), facts(...figures), ...rows];
  }
}

function oppositeWords({ opposite }: Reason, currency: string, otherwise: string): string {
  if (!opposite) return otherwise;
  const what = `${opposite.action} with ${num(opposite.powerMw)} MW`;
  return opposite.cost === null ? `${what}: no plan does it` : `${what} costs ${opposite.isExact ? '' : 'at most '}${num(opposite.cost)} ${currency} more`;
}

function marketWords({ nextBestMarket, markets }: Reason, currency: string): string {
  if (!nextBestMarket) return markets.length > 1 ? 'none: it is in all of them' : 'none: there is one market';
  const one = nextBestMarket;
  return `${one.market}: ${one.isPurchase ? 'buying' : 'selling'} one MW more for an hour would leave ${numOr(one.gainPerMwHour)} ${currency}`;
}
