import { ApiError, change, download, read } from '../../data/api';
import { allMarkets } from '../../data/backtests';
import { pricePath, uploadedPrices, type PriceCoverage, type UploadedPrice } from '../../data/uploads';
import { fill, h, newId } from '../../view/dom';
import { num, time } from '../../view/format';
import { part } from '../../view/table';
import type { Page, PageContext } from '../page';
import { marketsView } from './markets';
import { missingStrip } from './strip';

/** What data there is: uploaded prices and scenarios, and the markets that backtests read. */
export const dataPage: Page = async (context) => {
  const [prices, markets] = await Promise.all([uploadedPrices(context), allMarkets(context)]);
  fill(context.main, h('h1', {}, 'Data'),
    prices ? new PriceView(context, prices).element : h('p', { class: 'card' }, 'This server keeps no uploaded prices.'),
    markets ? marketsView(markets) : h('p', { class: 'card' }, 'This server runs no backtests, so that it reads no markets.'));
};

/** Prices that were uploaded: listed, added, replaced, taken away. */
class PriceView {
  readonly element: HTMLElement;
  private readonly context: PageContext;
  private prices: UploadedPrice[];
  private readonly list = h('div', {});
  private readonly detail = h('div', {});
  private readonly said = h('div', { role: 'status', 'aria-live': 'polite' });

  constructor(context: PageContext, prices: UploadedPrice[]) {
    this.context = context;
    this.prices = prices;
    this.element = h('section', { 'aria-label': 'Uploaded prices' }, h('h2', {}, 'Uploaded prices'),
      context.session.role === 'operator' && this.form(), this.said, h('div', { class: 'card' }, this.list), this.detail);
    this.draw();
  }

  private draw(): void {
    fill(this.list, ...(this.prices.length === 0 ? [h('p', {}, 'There are none yet.')] : part(this.table(), 0, () => undefined)));
  }

  private async refresh(words: string): Promise<void> {
    this.prices = (await uploadedPrices(this.context)) ?? [];
    this.draw();
    fill(this.said, h('p', {}, words));
  }

  private tell(error: unknown): void {
    if (this.context.signal.aborted) return;
    const faults = error instanceof ApiError ? error.faults : [];
    fill(this.said, h('p', { class: 'fault', role: 'alert' }, error instanceof Error ? error.message : String(error)),
      faults.length > 0 && h('ul', {}, ...faults.slice(0, 20).map((one) => h('li', {}, `${[one.location, one.field].filter(Boolean).join(', ')}: expected ${one.expected}, was ${one.actual}`))));
  }

  private form(): HTMLElement {
    const [fileId, nameId, columnId, zoneId] = [newId('file'), newId('name'), newId('column'), newId('zone')];
    const name = h('input', { id: nameId, type: 'text', autocomplete: 'off', spellcheck: 'false', maxlength: 64 });
    const column = h('input', { id: columnId, type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const zone = h('input', { id: zoneId, type: 'text', autocomplete: 'off', spellcheck: 'false' });
    const file = h('input', { id: fileId, type: 'file', accept: '.csv,.json,text/csv,application/json', onchange: () => {
      if (!name.value && file.files?.[0]) name.value = file.files[0].name.replace(/\.(csv|json)$/i, '').replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 64);
    } });
    const field = (id: string, label: string, input: HTMLElement, hint: string) => h('div', { class: 'field' }, h('label', { for: id }, label), input, h('span', { class: 'hint' }, hint));
    return h('form', { class: 'card upload', novalidate: true, onsubmit: (event) => { event.preventDefault(); void this.upload(file, name.value.trim(), column.value.trim(), zone.value.trim()).catch((error: unknown) => this.tell(error)); } },
      h('h3', {}, 'Upload'),
      h('div', { class: 'fields' },
        field(fileId, 'File', file, 'A price CSV, scenarios as CSV, or the JSON of either.'), field(nameId, 'Name', name, 'Orders name it so. One that is there is replaced.'),
        field(columnId, 'Column', column, 'Of the prices; empty where the file has one.'), field(zoneId, 'Zone', zone, 'Bidding zone; may be empty.')),
      h('button', { type: 'submit', class: 'main' }, 'Upload'));
  }

  private async upload(file: HTMLInputElement, name: string, column: string, zone: string): Promise<void> {
    const chosen = file.files?.[0];
    if (!chosen || !name) {
      fill(this.said, h('p', { class: 'fault', role: 'alert' }, !chosen ? 'Choose a file first.' : 'Give it a name.'));
      return;
    }
    const known = this.prices.find((one) => one.name === name);
    const query = new URLSearchParams({ ...(column ? { column } : {}), ...(zone ? { zone } : {}) }).toString();
    const isJson = /\.json$/i.test(chosen.name);
    const made = await change<PriceCoverage>('PUT', `${pricePath(name)}${query && `?${query}`}`, {
      body: await chosen.text(), type: isJson ? 'application/json' : 'text/csv', signal: this.context.signal,
      headers: known ? { 'If-Match': known.etag } : { 'If-None-Match': '*' },
    });
    await this.refresh(`${name} is ${known ? 'replaced' : 'there'}.`);
    if (made) this.show(made);
  }

  private show(price: PriceCoverage): void {
    const strip = missingStrip(price);
    fill(this.detail, strip.element);
    strip.draw();
  }

  private table() {
    const { prices } = this;
    const isOperator = this.context.session.role === 'operator';
    const act = (label: string, i: number, work: (one: UploadedPrice) => Promise<unknown>) => h('button', { type: 'button', class: 'quiet', 'aria-label': `${label} ${prices[i]!.name}`, onclick: () => void work(prices[i]!).catch((error: unknown) => this.tell(error)) }, label);
    const actions = (i: number) => h('span', { class: 'choice' },
      act('Coverage', i, async (one) => this.show(await read<PriceCoverage>(pricePath(one.name), this.context.signal))),
      act('CSV', i, (one) => download(`${pricePath(one.name)}/file?format=csv`, `${one.name}.csv`)),
      isOperator && act('Delete', i, async (one) => {
        await change('DELETE', pricePath(one.name), { headers: { 'If-Match': one.etag }, signal: this.context.signal });
        fill(this.detail);
        await this.refresh(`${one.name} is deleted.`);
      }));
    const source = (i: number) => `${prices[i]!.source}${prices[i]!.synthetic ? ', synthetic' : ''}`;
    return {
      caption: 'Uploaded prices and scenarios', fileName: 'prices', rows: prices.length,
      columns: [
        { title: 'Name', name: 'name', cell: (i: number) => prices[i]!.name },
        { title: 'Do', name: 'do', cell: () => '', shown: actions },
        { title: 'What', name: 'form', cell: (i: number) => (prices[i]!.form === 'series' ? 'series' : `${prices[i]!.scenarios} scenarios`) },
        { title: 'Zone', name: 'zone', cell: (i: number) => prices[i]!.zone ?? '–' },
        { title: 'Currency', name: 'currency', cell: (i: number) => prices[i]!.currency },
        { title: 'From', name: 'start_utc', cell: (i: number) => prices[i]!.startUtc, shown: (i: number) => time(Date.parse(prices[i]!.startUtc)) },
        { title: 'To', name: 'end_utc', cell: (i: number) => prices[i]!.endUtc, shown: (i: number) => time(Date.parse(prices[i]!.endUtc)) },
        { title: 'Intervals', name: 'steps', cell: (i: number) => prices[i]!.steps, shown: (i: number) => `${num(prices[i]!.steps)} of ${num(prices[i]!.stepSeconds / 60)} min` },
        { title: 'Missing', name: 'missing_steps', cell: (i: number) => prices[i]!.missingSteps },
        { title: 'Source', name: 'source', cell: source, shown: (i: number) => h('span', { class: 'long' }, source(i)) },
        { title: 'Uploaded', name: 'uploaded_utc', cell: (i: number) => prices[i]!.uploadedAtUtc, shown: (i: number) => `${time(Date.parse(prices[i]!.uploadedAtUtc))} by ${prices[i]!.uploadedBy}` },
      ],
    };
  }
}
