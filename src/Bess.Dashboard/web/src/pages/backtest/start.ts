import type { BacktestCheck, BacktestOrder, BacktestRun, Markets, MarketZone } from '../../data/backtests';
import { fill, h } from '../../view/dom';
import { choiceField, numberField, textField, type Field } from '../launch/fields';
import { Submission } from '../launch/submission';
import { link, type PageContext } from '../page';

const batteryNumbers = [
  ['energyCapacityMwh', 'Capacity, MWh'], ['chargeLimitMw', 'Can charge with, MW'], ['dischargeLimitMw', 'Can discharge with, MW'],
  ['chargeEfficiency', 'Efficiency of charging'], ['dischargeEfficiency', 'Efficiency of discharging'],
  ['minimumEnergyMwh', 'Window from, MWh'], ['maximumEnergyMwh', 'Window to, MWh'], ['initialEnergyMwh', 'Energy at start, MWh'], ['degradationCostPerMwh', 'Wear, per MWh of throughput'],
] as const;

/** The form that starts a backtest: market and zone, period, strategy, battery. */
export class StartForm {
  readonly element = h('div', {});
  private readonly markets: Markets;
  private readonly submission: Submission<BacktestCheck, BacktestRun>;
  private order: BacktestOrder = { zone: '' };
  private zone: MarketZone;
  private fields: Field[] = [];
  // A name for the one start that is meant: sent twice, it is the same run.
  private once = crypto.randomUUID();

  constructor(context: PageContext, markets: Markets, zones: MarketZone[]) {
    this.markets = markets;
    this.submission = new Submission({
      context, label: 'Start', path: 'backtests', fields: () => this.fields, order: () => this.order,
      ready: (check) => `Ready to start${check.days === null ? '' : `: ${check.days} days`}.`,
      headers: () => ({ 'Idempotency-Key': this.once }),
      sent: (run) => { location.hash = link.backtest(run.id); },
      refused: () => {
        this.once = crypto.randomUUID();
        return undefined;
      },
    });
    const wanted = context.query.get('zone');
    this.zone = zones.find((one) => one.name === wanted) ?? zones.find((one) => !one.problem) ?? zones[0]!;
    this.choose();
  }

  private choose(): void {
    const { zone } = this;
    this.order = zone.suggested ? structuredClone(zone.suggested) : { zone: zone.zone };
    Object.assign(this.order, { market: zone.market, zone: zone.zone });
    this.order.from ??= lastMonth(zone) ?? undefined;
    this.order.to ??= zone.to ?? undefined;
    this.order.strategy ??= this.markets.defaultStrategy;
    if (!this.order.site) this.order.battery ??= structuredClone(this.markets.defaultBattery);
    this.build();
  }

  private build(): void {
    const { order, zone, markets } = this;
    const zoneField = choiceField({
      path: 'zone', label: 'Market and zone', values: markets.zones.map((one) => one.name), words: (name) => zoneWords(markets.zones.find((one) => one.name === name)!),
      shown: () => zone.name, take: () => undefined,
    });
    zoneField.input.addEventListener('change', () => {
      this.zone = markets.zones.find((one) => one.name === zoneField.input.value) ?? this.zone;
      this.choose();
      zoneFocus(this.element);
    });
    const strategies = order.site ? markets.siteStrategies : markets.strategies;
    const day = (path: 'from' | 'to', label: string) => textField({
      path, label, hint: zone.from && zone.to ? `Local day, ${zone.from} to ${zone.to}.` : 'Local day, such as 2025-03-01.', shown: () => order[path] ?? '',
      take: (typed) => {
        if (!/^\d{4}-\d{2}-\d{2}$/.test(typed.trim())) return `expected a day such as 2025-03-01, was ${typed || 'nothing'}`;
        order[path] = typed.trim();
        return undefined;
      },
    });
    const general = [
      zoneField, day('from', 'From'), day('to', 'To'),
      choiceField({ path: 'strategy', label: 'Strategy', values: strategies.map((one) => one.name), words: (name) => `${name}: ${strategies.find((one) => one.name === name)?.text ?? ''}`, shown: () => order.strategy ?? '', take: (typed) => { order.strategy = typed; return undefined; } }),
    ];
    for (const one of general) if (one.input instanceof HTMLSelectElement) one.element.classList.add('wide');
    if (!order.site) general.push(optional(order, 'lambda', 'Weight of risk λ', 'Empty for the default of the strategy.'), frontierField(order, markets), optional(order, 'cyclesPerDay', 'Most full cycles a day', 'Empty for no limit.'));
    general.push(optional(order, 'seed', 'Seed', 'Of everything random; empty for 1.'));
    const battery = (order.site?.['battery'] ?? order.battery) as Record<string, unknown> | undefined;
    const path = order.site ? 'site.battery' : 'battery';
    const plant = battery ? batteryNumbers.map(([name, label]) => numberField({
      path: `${path}.${name}`, label, mayBeEmpty: false, get: () => battery[name] as number | undefined, set: (value) => { battery[name] = value; },
    })) : [];
    this.fields = [...general, ...plant];
    const form = h('form', { class: 'card form', novalidate: true, oninput: () => this.submission.check(), onsubmit: (event) => { event.preventDefault(); void this.submission.send(); } },
      h('h2', {}, 'Start a backtest'), markets.note && h('p', { class: 'quiet-text' }, markets.note),
      zone.problem && h('p', { class: 'fault' }, zone.problem),
      zone.isSynthetic && h('p', { class: 'quiet-text' }, 'The prices are synthetic: made up by a program, never traded.'),
      h('div', { class: 'fields' }, ...general.map((one) => one.element)),
      plant.length > 0 && h('fieldset', {}, h('legend', {}, order.site ? 'Battery of the site' : 'Battery'), h('div', { class: 'fields' }, ...plant.map((one) => one.element))),
      h('div', { class: 'send' }, this.submission.problems, this.submission.button));
    fill(this.element, form);
    this.submission.check();
  }
}

/** The weights of a frontier, with commas between. */
function frontierField(order: BacktestOrder, markets: Markets): Field {
  const names = markets.strategies.filter((one) => one.weighsRisk).map((one) => one.name).join(', ');
  return textField({
    path: 'frontier', label: 'Frontier: other weights of risk', hint: `Such as ${markets.defaultFrontier.join(', ')}: each is a run more. Empty for none. For ${names}.`,
    shown: () => order.frontier?.join(', ') ?? '',
    take: (typed) => {
      const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
      const weights = parts.map(Number);
      if (weights.some((one) => !Number.isFinite(one))) return `expected numbers with commas between, was ${typed}`;
      if (weights.length === 0) delete order.frontier;
      else order.frontier = weights;
      return undefined;
    },
  });
}

function optional(order: BacktestOrder, name: 'lambda' | 'seed' | 'cyclesPerDay', label: string, hint: string): Field {
  return numberField({
    path: name, label, hint, get: () => order[name] as number | undefined,
    set: (value) => {
      if (value === null) delete order[name];
      else order[name] = value;
    },
  });
}

function zoneWords(zone: MarketZone): string {
  const span = zone.from && zone.to ? `, ${zone.from} to ${zone.to}` : '';
  return `${zone.zone} of ${zone.market}${zone.isSample ? ` (sample)` : ''}${span}${zone.problem ? ': cannot be read' : ''}`;
}

// A month at most, so that a first try is short.
function lastMonth(zone: MarketZone): string | null {
  if (!zone.from || !zone.to) return zone.from;
  const start = new Date(Date.parse(`${zone.to}T00:00:00Z`) - 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  return start > zone.from ? start : zone.from;
}

// The form was built anew under whoever uses the keyboard.
function zoneFocus(element: HTMLElement): void {
  element.querySelector('select')?.focus();
}
