import type { Fault } from '../../data/documents';
import { fill, h, newId } from '../../view/dom';
import { vectorOf, vectorText } from '../../view/vector';

export type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A place to type in, with its name, a hint, and what is wrong with what was typed. */
export interface Field {
  /** Path in the order, as the server names it in faults. */
  path: string;
  input: Input;
  element: HTMLElement;
  message: HTMLElement;
  /** Keeps what was typed; a sentence when it cannot be understood. */
  take: (typed: string) => string | undefined;
  /** Shows what is kept. */
  show: () => void;
}

export interface FieldParts {
  path: string;
  label: string;
  hint?: string;
  take: (typed: string) => string | undefined;
  /** What is shown first, and again when something else has changed it. */
  shown: () => string;
}

export function textField(parts: FieldParts): Field {
  return fieldOf(parts, h('input', { type: 'text', spellcheck: 'false', autocomplete: 'off' }));
}

/** A number, or nothing where that is allowed. */
export function numberField(parts: Omit<FieldParts, 'take' | 'shown'> & { get: () => number | null | undefined; set: (value: number | null) => void; mayBeEmpty?: boolean }): Field {
  const take = (typed: string): string | undefined => {
    const text = typed.trim().replace('−', '-');
    const value = Number(text);
    if (text === '' && parts.mayBeEmpty !== false) parts.set(null);
    else if (text === '' || !Number.isFinite(value)) return `expected a number, was ${text === '' ? 'nothing' : typed}`;
    else parts.set(value);
    return undefined;
  };
  const shown = () => String(parts.get() ?? '');
  return fieldOf({ ...parts, take, shown }, h('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off' }));
}

/** One number for all intervals, or one for each. */
export function vectorField(parts: Omit<FieldParts, 'take' | 'shown'> & { count: () => number; get: () => readonly number[]; set: (values: number[]) => void }): Field {
  const take = (typed: string): string | undefined => {
    const values = vectorOf(typed, parts.count());
    if (typeof values === 'string') return values;
    parts.set(values);
    return undefined;
  };
  return fieldOf({ ...parts, take, shown: () => vectorText(parts.get()) }, h('textarea', { rows: 1, spellcheck: 'false', autocomplete: 'off' }));
}

export function choiceField(parts: FieldParts & { values: readonly string[]; words?: (value: string) => string }): Field {
  return fieldOf(parts, h('select', {}, ...parts.values.map((value) => h('option', { value }, parts.words?.(value) ?? value))));
}

function fieldOf(parts: FieldParts, input: Input): Field {
  const id = newId('field');
  input.id = id;
  input.setAttribute('aria-describedby', parts.hint ? `${id}-hint ${id}-fault` : `${id}-fault`);
  const message = h('span', { id: `${id}-fault`, class: 'fault' });
  const element = h('div', { class: 'field' }, h('label', { for: id }, parts.label), input, parts.hint && h('span', { id: `${id}-hint`, class: 'hint' }, parts.hint), message);
  const show = () => { input.value = parts.shown(); };
  show();
  return { path: parts.path, input, element, message, take: parts.take, show };
}

/** Keeps all that was typed; false when some of it cannot be understood. */
export function takeAll(fields: Field[]): boolean {
  let isGood = true;
  for (const one of fields) {
    const fault = one.take(one.input.value);
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

/** Puts each fault beside what it is about, and the rest into a list. */
export function tell(fields: Field[], faults: Fault[], problems: HTMLElement, otherwise: string): void {
  const rest: string[] = [];
  const marked = new Set<Field>();
  for (const fault of faults) {
    const step = / step (\d+)$/.exec(fault.location)?.[1];
    const location = fault.location.replace(/ step \d+$/, '');
    const path = [location === 'round-order' ? '' : location, fault.field].filter((part) => part && part !== 'query').join('.').replace(/^.*: /, '');
    const bare = path.replace(/\[\d+\]$/, '');
    const found = fields.find((one) => [path, bare].some((known) => known === one.path || known.endsWith(`.${one.path}`)));
    const words = `${step === undefined ? '' : `interval ${Number(step) + 1}: `}expected ${fault.expected}, was ${fault.actual}`;
    // Of many beside one field the first is told.
    if (found && !marked.has(found)) mark(found, words);
    if (found) marked.add(found);
    else rest.push(`${path}: ${words}`);
  }
  fill(problems,
    faults.length === 0 ? h('p', {}, otherwise) : h('p', { class: 'fault' }, `${faults.length === 1 ? 'One fault' : `${faults.length} faults`}.`),
    rest.length > 0 && h('ul', {}, ...rest.slice(0, 20).map((line) => h('li', {}, line))));
}

export function focusFirstFault(fields: Field[]): void {
  fields.find((one) => one.input.getAttribute('aria-invalid'))?.input.focus();
}
