import { ApiError, read, send } from '../data/api';
import { instantsOf, type Fault, type Order, type ReadyOrder, type Round } from '../data/documents';
import { expectedPrices } from '../data/prices';
import { launched } from '../data/trace';
import { axis, figure, timeAxis } from '../view/chart';
import { series } from '../view/colours';
import { fill, h, newId } from '../view/dom';
import { num, time, utc } from '../view/format';
import { facts, link, type Page, type PageContext } from './page';

const quietMs = 250;
const algorithms = ['barrier-aladin', 'aladin', 'admm', 'dantzig-wolfe'];

interface Field {
  /** Path in the order, as the server names it in faults. */
  path: string;
  input: HTMLInputElement | HTMLSelectElement;
  message: HTMLElement;
  /** Puts what was typed into the order; a sentence when it cannot be understood. */
  take: (order: Order, text: string) => string | undefined;
}

/** Chooses an order, changes it, checks it while it is typed, launches it. */
export const launchPage: Page = async (context) => {
  const ready = (await read<{ orders: ReadyOrder[] }>('orders?limit=500', context.signal)).orders;
  const choice = newId('order');
  const file = newId('file');
  const form = h('div', {});
  const select = h('select', { id: choice, onchange: () => void load(context, form, select.value) }, ...ready.map((one) => h('option', { value: one.name }, `${one.name}: ${summary(one)}`)));
  const own = h('input', { id: file, type: 'file', accept: '.json,application/json', onchange: () => void loadFile(context, form, own) });
  fill(context.main, h('h1', {}, 'Launch a round'),
    h('div', { class: 'card row' },
      ready.length > 0 && h('span', { class: 'choice' }, h('label', { for: choice }, 'Order'), select),
      h('span', { class: 'choice' }, h('label', { for: file }, 'or an order from a file'), own)),
    form);
  const wanted = context.query.get('order');
  if (wanted && ready.some((one) => one.name === wanted)) select.value = wanted;
  if (select.value) await load(context, form, select.value);
};

function summary(one: ReadyOrder): string {
  return `${one.batteries ?? 'enrolled'} batteries, ${one.steps} intervals${one.synthetic ? ', synthetic prices' : ''}`;
}

let loads = 0;

async function load(context: PageContext, place: HTMLElement, name: string): Promise<void> {
  const mine = ++loads;
  const order = await read<Order>(`orders/${encodeURIComponent(name)}`, context.signal);
  // Another one may have been chosen meanwhile.
  if (mine === loads) show(context, place, order, name);
}

async function loadFile(context: PageContext, place: HTMLElement, input: HTMLInputElement): Promise<void> {
  const chosen = input.files?.[0];
  if (!chosen) return;
  loads++;
  try {
    const order = JSON.parse(await chosen.text()) as Order;
    if (order.kind !== 'round-order' || !order.scenarios?.grid || !order.coupling) throw new Error('expected a round-order');
    show(context, place, order, chosen.name.replace(/\.json$/, '').replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 40));
  } catch (error) {
    fill(place, h('p', { role: 'alert', class: 'card' }, `${chosen.name} is no order: ${error instanceof Error ? error.message : String(error)}`));
  }
}

function show(context: PageContext, place: HTMLElement, given: Order, name: string): void {
  const order = structuredClone(given);
  order.options ??= {};
  const enrolled = order.fleet === null;
  const fleet = order.fleet;
  const problems = h('div', { role: 'status', 'aria-live': 'polite', class: 'problems' });
  const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  const fields = [
    text('id', 'Name of the round', `${name}-${stamp}`, 'A name launched twice is the same round.', (to, value) => { to.id = value; return undefined; }),
    text('powerPlant', 'Power plant', order.powerPlant, 'One round of it at a time.', (to, value) => { to.powerPlant = value; return undefined; }),
    choose('fleet', 'Batteries', enrolled ? ['enrolled'] : ['order', 'enrolled'], (value) => (value === 'order' ? `the ${fleet?.batteries.length} of the order` : 'those enrolled at the power plant'), (to, value) => { to.fleet = value === 'order' ? fleet : null; return undefined; }),
    choose('options.algorithm', 'Algorithm', algorithms, (value) => value, option('algorithm', (value) => value), String(order.options['algorithm'] ?? algorithms[0])),
    number('options.gapTolerance', 'Gap tolerance', order, 'Share of the plan’s money, between 0 and 1.'),
    number('options.residualTolerance', 'Residual tolerance', order, 'Share of the largest coupled power, between 0 and 1.'),
    number('options.iterationLimit', 'Iteration limit', order, 'Empty for the algorithm’s own.'),
    number('options.deadlineSeconds', 'Deadline, s', order, 'Empty for none. The best plan so far is returned.'),
  ];
  const button = h('button', { type: 'submit', class: 'main' }, 'Launch');
  let timer = 0;
  const check = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void checkNow(context, order, fields, problems), quietMs);
  };
  const form = h('form', {
    class: 'card form', novalidate: true, oninput: check,
    onsubmit: (event) => { event.preventDefault(); void launch(context, order, fields, problems, button); },
  }, h('h2', {}, 'Order'), ...fields.map((field) => field.input.closest('.field')), problems, button);
  fill(place, h('div', { class: 'columns' }, form, h('div', {}, about(order), preview(order))));
  check();
}

function about(order: Order): HTMLElement {
  const { scenarios, coupling } = order;
  const instants = instantsOf(scenarios.grid);
  const where = (group?: string | null) => (group ? ` of ${group}` : '');
  const lines = [
    ...coupling.commitments.map((one) => `${one.mode} commitment${where(one.group)}, ${num(Math.min(...one.powerMw))} to ${num(Math.max(...one.powerMw))} MW`),
    ...coupling.limits.map((one) => `limit${where(one.group)}, ${num(Math.min(...one.lowerMw))} to ${num(Math.max(...one.upperMw))} MW`),
    ...coupling.injections.map((one) => `known load and sun${where(one.group)}, ${num(Math.min(...one.powerMw))} to ${num(Math.max(...one.powerMw))} MW`),
  ];
  return h('section', { class: 'card' }, h('h2', {}, 'What is planned'),
    facts(
      ['Horizon', `${time(instants[0]!)} to ${time(instants.at(-1)!)}, ${scenarios.grid.steps} × ${scenarios.grid.stepSeconds / 60} min`],
      ['Prices', `${scenarios.probabilities.length} scenarios in ${scenarios.currency}, ${scenarios.provenance.source}${scenarios.provenance.synthetic ? ', synthetic: made up, never traded' : ''}`],
      ['Known at', time(Date.parse(scenarios.knownAtUtc))],
      ['Coupling', h('ul', {}, ...lines.map((line) => h('li', {}, line)))]));
}

function preview(order: Order): HTMLElement {
  const { scenarios } = order;
  const instants = instantsOf(scenarios.grid);
  const prices = expectedPrices(order);
  const colours = series();
  const step = (values: number[]) => [...values.map((value, t) => [instants[t]!, value]), [instants.at(-1)!, values.at(-1)!]];
  const unit = `${scenarios.currency}/MWh`;
  return figure({
    title: 'Prices of the scenarios',
    words: () => `Expected price from ${num(Math.min(...prices.mean))} to ${num(Math.max(...prices.mean))} ${unit}; eight of ten scenarios lie between the thin lines.`,
    option: () => ({
      xAxis: timeAxis(), yAxis: { type: 'value', scale: true, ...axis(unit) },
      series: [
        { name: 'expected', type: 'line', step: 'end', showSymbol: false, data: step(prices.mean), lineStyle: { width: 2, color: colours.first }, itemStyle: { color: colours.first } },
        { name: '10 %', type: 'line', step: 'end', showSymbol: false, data: step(prices.low), lineStyle: { width: 1, type: 'dashed', color: colours.second }, itemStyle: { color: colours.second } },
        { name: '90 %', type: 'line', step: 'end', showSymbol: false, data: step(prices.high), lineStyle: { width: 1, type: 'dotted', color: colours.third }, itemStyle: { color: colours.third } },
      ],
    }),
    table: () => ({
      caption: `Prices of ${scenarios.name}`, fileName: 'prices', rows: scenarios.grid.steps,
      columns: [
        { title: 'Interval', name: 'timestamp_utc', cell: (t) => utc(instants[t]!), shown: (t) => time(instants[t]!) },
        { title: `Expected, ${unit}`, name: 'expected_per_mwh', cell: (t) => prices.mean[t]!, shown: (t) => num(prices.mean[t]!) },
        { title: '10 %', name: 'low_per_mwh', cell: (t) => prices.low[t]!, shown: (t) => num(prices.low[t]!) },
        { title: '90 %', name: 'high_per_mwh', cell: (t) => prices.high[t]!, shown: (t) => num(prices.high[t]!) },
      ],
    }),
  }).element;
}

function field(path: string, label: string, input: HTMLInputElement | HTMLSelectElement, hint: string, take: Field['take']): Field {
  const id = newId('field');
  input.id = id;
  input.setAttribute('aria-describedby', `${id}-hint ${id}-fault`);
  const message = h('span', { id: `${id}-fault`, class: 'fault' });
  h('div', { class: 'field' }, h('label', { for: id }, label), input, h('span', { id: `${id}-hint`, class: 'hint' }, hint), message);
  return { path, input, message, take };
}

function text(path: string, label: string, value: string, hint: string, take: Field['take']): Field {
  return field(path, label, h('input', { type: 'text', value, spellcheck: 'false', autocomplete: 'off' }), hint, take);
}

function number(path: string, label: string, order: Order, hint: string): Field {
  const name = path.split('.')[1]!;
  const known = order.options?.[name];
  const input = h('input', { type: 'text', inputmode: 'decimal', value: known === undefined || known === null ? '' : String(known), autocomplete: 'off' });
  return field(path, label, input, hint, option(name, (value) => (value === '' ? null : Number(value))));
}

function choose(path: string, label: string, values: string[], shown: (value: string) => string, take: Field['take'], chosen?: string): Field {
  return field(path, label, h('select', {}, ...values.map((value) => h('option', { value, selected: value === chosen }, shown(value)))), '', take);
}

function option(name: string, convert: (text: string) => unknown): Field['take'] {
  return (order, typed) => {
    const value = convert(typed.trim());
    if (typeof value === 'number' && !Number.isFinite(value)) return `expected a number, was ${typed}`;
    if (value === null) delete order.options![name];
    else order.options![name] = value;
    return undefined;
  };
}

/** Puts all that was typed into the order; false when some of it cannot be understood. */
function take(order: Order, fields: Field[]): boolean {
  let isGood = true;
  for (const one of fields) {
    const fault = one.take(order, one.input.value);
    mark(one, fault ?? '');
    isGood &&= fault === undefined;
  }
  return isGood;
}

function mark(one: Field, fault: string): void {
  one.message.textContent = fault;
  if (fault) one.input.setAttribute('aria-invalid', 'true');
  else one.input.removeAttribute('aria-invalid');
}

function tell(fields: Field[], faults: Fault[], problems: HTMLElement, otherwise: string): void {
  const rest: string[] = [];
  for (const fault of faults) {
    const path = [fault.location === 'round-order' ? '' : fault.location, fault.field].filter((part) => part && part !== 'query').join('.').replace(/^.*: /, '');
    const found = fields.find((one) => path === one.path || path.endsWith(`.${one.path}`));
    const words = `expected ${fault.expected}, was ${fault.actual}`;
    if (found) mark(found, words);
    else rest.push(`${path}: ${words}`);
  }
  fill(problems, faults.length === 0 ? h('p', {}, otherwise) : h('p', { class: 'fault' }, `${faults.length === 1 ? 'One fault' : `${faults.length} faults`}.`), rest.length > 0 && h('ul', {}, ...rest.slice(0, 20).map((line) => h('li', {}, line))));
}

async function checkNow(context: PageContext, order: Order, fields: Field[], problems: HTMLElement): Promise<void> {
  if (context.signal.aborted || !take(order, fields)) return;
  try {
    const check = (await send('rounds/check', JSON.stringify(order), context.signal)) as { faults: Fault[] };
    tell(fields, check.faults, problems, 'Ready to launch.');
  } catch (error) {
    if (!context.signal.aborted) fill(problems, h('p', { class: 'fault' }, error instanceof Error ? error.message : String(error)));
  }
}

async function launch(context: PageContext, order: Order, fields: Field[], problems: HTMLElement, button: HTMLButtonElement): Promise<void> {
  if (!take(order, fields)) {
    fields.find((one) => one.input.getAttribute('aria-invalid'))?.input.focus();
    return;
  }
  button.disabled = true;
  try {
    const round = (await send('rounds', JSON.stringify(order), context.signal)) as Round;
    launched.set(round.id, round);
    location.hash = link.round(round.id);
  } catch (error) {
    button.disabled = false;
    if (!(error instanceof ApiError)) throw error;
    tell(fields, error.faults, problems, '');
    if (error.faults.length === 0) fill(problems, h('p', { class: 'fault' }, error.message, ' ', error.running && h('a', { href: link.round(error.running.id) }, 'Look at it')));
    fields.find((one) => one.input.getAttribute('aria-invalid'))?.input.focus();
  }
}
