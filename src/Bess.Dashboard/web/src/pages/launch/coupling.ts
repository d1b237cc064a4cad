import type { Commitment, Injection, Limit } from '../../data/documents';
import { fill, h } from '../../view/dom';
import type { Draft } from './draft';
import { choiceField, numberField, vectorField, type Field } from './fields';

const everybody = 'all batteries';
const spanHint = (draft: Draft) => `One number, or ${draft.steps}; 2.5*4 is four times 2.5.`;

/** Commitments, limits and known loads of an order, each with its group and its numbers. */
export function couplingEditor(draft: Draft, changed: () => void): { element: HTMLElement; fields: () => Field[]; draw: () => void; keep: () => void } {
  const element = h('div', {});
  let fields: Field[] = [];
  const draw = () => {
    fields = [];
    const { coupling } = draft.order;
    const own = <T extends Field>(field: T): T => {
      fields.push(field);
      return field;
    };
    const remove = <T>(list: T[], index: number, what: string) => h('button', {
      type: 'button', class: 'quiet', 'aria-label': `Remove ${what}`, onclick: () => { keep(); list.splice(index, 1); redraw(); },
    }, 'Remove');
    const price = own(numberField({
      path: 'coupling.violationPricePerMwh', label: `Price of a violation, ${draft.order.scenarios.currency}/MWh`, hint: 'Empty for five times the dearest price, at least 1,000.',
      get: () => coupling.violationPricePerMwh, set: (value) => { coupling.violationPricePerMwh = value; },
    }));
    fill(element,
      ...coupling.commitments.map((one, i) => part(`Commitment ${i + 1}`, commitment(draft, one, i, own, () => { keep(); redraw(); }), remove(coupling.commitments, i, `commitment ${i + 1}`))),
      ...coupling.limits.map((one, i) => part(`Limit ${i + 1}`, limit(draft, one, i, own), remove(coupling.limits, i, `limit ${i + 1}`))),
      ...coupling.injections.map((one, i) => part(`Known load and sun ${i + 1}`, injection(draft, one, i, own), remove(coupling.injections, i, `known load and sun ${i + 1}`))),
      h('p', { class: 'row' },
        adder('Add a commitment', () => coupling.commitments.push({ mode: 'hard', group: null, powerMw: zeros(draft) })),
        adder('Add a limit', () => coupling.limits.push({ group: null, lowerMw: zeros(draft), upperMw: zeros(draft) })),
        adder('Add known load', () => coupling.injections.push({ group: null, powerMw: zeros(draft) }))),
      price.element);
  };
  // What was typed a moment ago, before everything is drawn anew.
  const keep = () => fields.forEach((one) => one.take(one.input.value));
  const redraw = () => {
    draw();
    changed();
  };
  const adder = (words: string, add: () => unknown) => h('button', { type: 'button', class: 'quiet', onclick: () => { keep(); add(); redraw(); } }, words);
  draw();
  return { element, fields: () => fields, draw, keep };
}

type Own = (field: Field) => Field;

function part(name: string, fields: Field[], remove: HTMLElement): HTMLElement {
  return h('fieldset', {}, h('legend', {}, name), h('div', { class: 'fields' }, ...fields.map((one) => one.element)), remove);
}

function commitment(draft: Draft, one: Commitment, index: number, own: Own, redraw: () => void): Field[] {
  const path = `coupling.commitments[${index}]`;
  const unit = `${draft.order.scenarios.currency}/MWh`;
  const mode = own(choiceField({
    path: `${path}.mode`, label: 'Kind', values: ['hard', 'priced'], words: (value) => (value === 'hard' ? 'hard: to be met' : 'priced: deviations cost'),
    shown: () => one.mode, take: (typed) => { one.mode = typed; return undefined; },
  }));
  mode.input.addEventListener('change', () => {
    one.mode = mode.input.value;
    if (one.mode === 'priced') {
      one.surplusPricePerMwh ??= zeros(draft);
      one.shortfallPricePerMwh ??= zeros(draft);
    } else {
      delete one.surplusPricePerMwh;
      delete one.shortfallPricePerMwh;
    }
    redraw();
  });
  const fields = [mode, group(draft, one, path, own), vector(draft, `${path}.powerMw`, 'Power, MW, above zero is export', one.powerMw, own)];
  if (one.surplusPricePerMwh) fields.push(vector(draft, `${path}.surplusPricePerMwh`, `Price of a surplus, ${unit}`, one.surplusPricePerMwh, own));
  if (one.shortfallPricePerMwh) fields.push(vector(draft, `${path}.shortfallPricePerMwh`, `Price of a shortfall, ${unit}`, one.shortfallPricePerMwh, own));
  return fields;
}

function limit(draft: Draft, one: Limit, index: number, own: Own): Field[] {
  const path = `coupling.limits[${index}]`;
  return [group(draft, one, path, own), vector(draft, `${path}.lowerMw`, 'Lower, MW', one.lowerMw, own), vector(draft, `${path}.upperMw`, 'Upper, MW', one.upperMw, own)];
}

function injection(draft: Draft, one: Injection, index: number, own: Own): Field[] {
  const path = `coupling.injections[${index}]`;
  return [group(draft, one, path, own), vector(draft, `${path}.powerMw`, 'Power, MW, above zero is export', one.powerMw, own)];
}

function group(draft: Draft, one: { group?: string | null }, path: string, own: Own): Field {
  const known = (draft.order.fleet?.groups ?? []).map((found) => found.name);
  const values = ['', ...new Set(one.group ? [...known, one.group] : known)];
  return own(choiceField({
    path: `${path}.group`, label: 'Of', values, words: (value) => value || everybody,
    shown: () => one.group ?? '', take: (typed) => { one.group = typed || null; return undefined; },
  }));
}

function vector(draft: Draft, path: string, label: string, whole: number[], own: Own): Field {
  return own(vectorField({ path, label, hint: spanHint(draft), count: () => draft.steps, get: () => draft.part(whole), set: (values) => draft.put(values, whole) }));
}

function zeros(draft: Draft): number[] {
  return Array.from({ length: draft.all }, () => 0);
}
