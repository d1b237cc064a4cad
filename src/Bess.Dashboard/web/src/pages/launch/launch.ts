import { read } from '../../data/api';
import { instantsOf, type Fault, type Order, type ReadyOrder, type Round } from '../../data/documents';
import { launched } from '../../data/trace';
import { scenariosOf, uploadedPrices, type UploadedPrice } from '../../data/uploads';
import { fill, h, newId } from '../../view/dom';
import { time } from '../../view/format';
import { link, type Page, type PageContext } from '../page';
import { couplingEditor } from './coupling';
import { Draft } from './draft';
import { choiceField, numberField, takeAll, textField, vectorField, type Field } from './fields';
import { about, pricePreview } from './preview';
import { Submission } from './submission';

const uploadPrefix = 'upload:';
const mostStarts = 400;
const algorithms = ['barrier-aladin', 'aladin', 'admm', 'dantzig-wolfe'];

/** Chooses an order, changes it, checks it while it is typed, launches it. */
export const launchPage: Page = async (context) => {
  const [{ orders: ready }, uploads] = await Promise.all([read<{ orders: ReadyOrder[] }>('orders?limit=500', context.signal), uploadedPrices(context)]);
  const start: Start = (place, given, name) => new Form(context, place, given, name, uploads ?? []).show();
  const choice = newId('order');
  const file = newId('file');
  const form = h('div', {});
  const select = h('select', { id: choice, onchange: () => void load(context, start, form, select.value) }, ...ready.map((one) => h('option', { value: one.name }, `${one.name}: ${summary(one)}`)));
  const own = h('input', { id: file, type: 'file', accept: '.json,application/json', onchange: () => void loadFile(start, form, own) });
  fill(context.main, h('h1', {}, 'Launch a round'),
    h('div', { class: 'card row' },
      ready.length > 0 && h('span', { class: 'choice' }, h('label', { for: choice }, 'Order'), select),
      h('span', { class: 'choice' }, h('label', { for: file }, 'or an order from a file'), own)),
    form);
  const wanted = context.query.get('order');
  if (wanted && ready.some((one) => one.name === wanted)) select.value = wanted;
  if (select.value) await load(context, start, form, select.value);
};

function summary(one: ReadyOrder): string {
  return `${one.batteries ?? 'enrolled'} batteries, ${one.steps} intervals${one.synthetic ? ', synthetic prices' : ''}`;
}

let loads = 0;

type Start = (place: HTMLElement, given: Order, name: string) => void;

async function load(context: PageContext, start: Start, place: HTMLElement, name: string): Promise<void> {
  const mine = ++loads;
  const order = await read<Order>(`orders/${encodeURIComponent(name)}`, context.signal);
  // Another one may have been chosen meanwhile.
  if (mine === loads) start(place, order, name);
}

async function loadFile(start: Start, place: HTMLElement, input: HTMLInputElement): Promise<void> {
  const chosen = input.files?.[0];
  if (!chosen) return;
  loads++;
  try {
    const order = JSON.parse(await chosen.text()) as Order;
    if (order.kind !== 'round-order' || !order.scenarios?.grid || !order.coupling) throw new Error('expected a round-order');
    start(place, order, chosen.name.replace(/\.json$/, '').replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 40));
  } catch (error) {
    fill(place, h('p', { role: 'alert', class: 'card' }, `${chosen.name} is no order: ${error instanceof Error ? error.message : String(error)}`));
  }
}

/** The form of one order. */
class Form {
  private readonly context: PageContext;
  private readonly place: HTMLElement;
  private readonly draft: Draft;
  private readonly submission: Submission<{ faults: Fault[] }, Round>;
  private readonly general: Field[];
  private readonly given: Order;
  private readonly previews: { element: HTMLElement; draw: () => void }[];
  private readonly uploads: UploadedPrice[];
  private horizon: Field[] = [];
  private priceKind!: Field;
  private ownPrices!: Field;
  private coupling!: ReturnType<typeof couplingEditor>;
  private isOwnPrices = false;

  constructor(context: PageContext, place: HTMLElement, given: Order, name: string, uploads: UploadedPrice[]) {
    this.context = context;
    this.place = place;
    this.draft = new Draft(given);
    this.general = generalFields(this.draft, given, name);
    this.general[0]!.element.classList.add('wide');
    this.given = given;
    this.uploads = uploads.filter((one) => one.currency === given.scenarios.currency);
    const order = () => this.draft.cut();
    this.previews = [about(order), pricePreview(order)];
    this.submission = new Submission({
      context, label: 'Launch', path: 'rounds', fields: () => this.fields, order: () => this.draft.toSend(), ready: () => 'Ready to launch.',
      redraw: () => { for (const one of this.previews) one.draw(); },
      sent: (round) => {
        launched.set(round.id, round);
        location.hash = link.round(round.id);
      },
      refused: (error) => error.running && h('a', { href: link.round(error.running.id) }, 'Look at it'),
    });
  }

  /** Fields whose form depends on the horizon. */
  private makeFields(): void {
    const { draft, given, context } = this;
    this.horizon = horizonFields(draft);
    for (const one of this.horizon) one.input.addEventListener('change', () => this.moveHorizon());
    this.priceKind = choiceField({
      path: 'pricesRef', label: 'Prices', values: ['given', 'own', ...this.uploads.map((one) => uploadPrefix + one.name)],
      words: (value) => (value === 'given' ? `those of the order: ${given.scenarios.name}` : value === 'own' ? 'own, one path' : `uploaded: ${value.slice(uploadPrefix.length)}`),
      shown: () => (this.isOwnPrices ? 'own' : draft.uploaded === undefined ? 'given' : uploadPrefix + draft.uploaded), take: () => undefined,
    });
    this.priceKind.input.addEventListener('change', () => void this.choosePrices(this.priceKind.input.value));
    this.ownPrices = vectorField({
      path: 'scenarios.pricesPerMwh', label: `Own prices, ${given.scenarios.currency}/MWh`, hint: 'One number, or one for each interval, also pasted from a spreadsheet. They are taken as certain.',
      count: () => draft.steps, get: () => draft.ownPrices, set: (values) => draft.setOwnPrices(values, context.session.name),
    });
    this.coupling = couplingEditor(draft, () => this.submission.check());
  }

  show(): void {
    if (this.coupling) this.coupling.keep();
    this.makeFields();
    const form = h('form', {
      class: 'card form', novalidate: true, oninput: () => this.submission.check(),
      onsubmit: (event) => { event.preventDefault(); void this.submission.send(); },
    },
    h('h2', {}, 'Order'), h('div', { class: 'fields' }, ...this.general.map((field) => field.element)),
    h('fieldset', {}, h('legend', {}, 'Horizon'), h('div', { class: 'fields' }, ...this.horizon.map((field) => field.element))),
    h('fieldset', {}, h('legend', {}, 'Prices'), this.priceKind.element, this.ownPrices.element),
    h('details', { class: 'coupling', open: true }, h('summary', {}, 'Coupling'), this.coupling.element),
    h('div', { class: 'send' }, this.submission.problems, this.submission.button));
    this.ownPrices.element.hidden = !this.isOwnPrices;
    fill(this.place, h('div', { class: 'columns' }, form, h('div', {}, ...this.previews.map((one) => one.element))));
    this.submission.check();
  }

  private get fields(): Field[] {
    return [...this.general, ...this.horizon, this.priceKind, ...(this.isOwnPrices ? [this.ownPrices] : []), ...this.coupling.fields()];
  }

  private async choosePrices(kind: string): Promise<void> {
    this.coupling.keep();
    try {
      // Where the horizon was another, everything that depends on it is built anew.
      const wasUploaded = this.draft.uploaded !== undefined;
      if (kind.startsWith(uploadPrefix)) this.draft.setUploaded(kind.slice(uploadPrefix.length), await scenariosOf(kind.slice(uploadPrefix.length), this.context.signal));
      else if (wasUploaded || kind === 'given') this.draft.setGivenPrices();
      this.isOwnPrices = kind === 'own';
      this.show();
      this.priceKind.input.focus();
    } catch (error) {
      this.submission.complain(error);
    }
  }

  // What is shown of each vector is the part that is planned.
  private moveHorizon(): void {
    this.coupling.keep();
    if (this.isOwnPrices) this.ownPrices.take(this.ownPrices.input.value);
    if (!takeAll(this.horizon)) return;
    for (const one of this.horizon) one.show();
    this.ownPrices.show();
    this.coupling.draw();
    this.submission.check();
  }
}

function generalFields(draft: Draft, given: Order, name: string): Field[] {
  const { order } = draft;
  const fleet = given.fleet;
  const stamp = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  order.id = `${name}-${stamp}`;
  return [
    textField({ path: 'id', label: 'Name of the round', hint: 'A name launched twice is the same round.', shown: () => order.id ?? '', take: (typed) => { order.id = typed; return undefined; } }),
    textField({ path: 'powerPlant', label: 'Power plant', hint: 'One round of it at a time.', shown: () => order.powerPlant, take: (typed) => { order.powerPlant = typed; return undefined; } }),
    choiceField({
      path: 'fleet', label: 'Batteries', values: fleet ? ['order', 'enrolled'] : ['enrolled'], words: (value) => (value === 'order' ? `the ${fleet?.batteries.length} of the order` : 'those enrolled at the power plant'),
      shown: () => (order.fleet ? 'order' : 'enrolled'), take: (typed) => { order.fleet = typed === 'order' ? fleet : null; return undefined; },
    }),
    choiceField({ path: 'options.algorithm', label: 'Algorithm', values: algorithms, shown: () => String(order.options!['algorithm'] ?? algorithms[0]), take: (typed) => { order.options!['algorithm'] = typed; return undefined; } }),
    option(order, 'gapTolerance', 'Gap tolerance', 'Share of the plan’s money, between 0 and 1.'),
    option(order, 'residualTolerance', 'Residual tolerance', 'Share of the largest coupled power, between 0 and 1.'),
    option(order, 'iterationLimit', 'Iteration limit', 'Empty for the algorithm’s own.'),
    option(order, 'deadlineSeconds', 'Deadline, s', 'Empty for none. The best plan so far is returned.'),
  ];
}

function option(order: Order, name: string, label: string, hint: string): Field {
  return numberField({
    path: `options.${name}`, label, hint, get: () => order.options![name] as number | null | undefined,
    set: (value) => {
      if (value === null) delete order.options![name];
      else order.options![name] = value;
    },
  });
}

function horizonFields(draft: Draft): Field[] {
  const all = { ...draft.order.scenarios.grid };
  const instants = instantsOf(all);
  // Of a long series each day is a start; of a day each interval is.
  const every = draft.all > mostStarts ? Math.max(1, Math.round((24 * 3600) / all.stepSeconds)) : 1;
  const starts = [...new Set([...Array.from({ length: Math.ceil(draft.all / every) }, (_, i) => i * every), draft.first])].sort((a, b) => a - b);
  return [
    choiceField({
      path: 'scenarios.grid.startUtc', label: 'From', values: starts.map(String), words: (t) => time(instants[Number(t)]!),
      shown: () => String(draft.first),
      take: (typed) => {
        draft.first = Number(typed);
        draft.steps = Math.min(draft.steps, draft.all - draft.first);
        return undefined;
      },
    }),
    numberField({
      path: 'scenarios.grid.steps', label: 'Intervals', hint: `Each of ${draft.grid.stepSeconds / 60} min; the order has ${draft.all}.`, mayBeEmpty: false,
      get: () => draft.steps, set: (value) => { draft.steps = Math.min(Math.max(1, Math.round(value ?? 1)), draft.all - draft.first); },
    }),
  ];
}
