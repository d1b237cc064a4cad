import { readOrNot } from '../data/api';
import type { Round, Session } from '../data/documents';
import { h } from '../view/dom';

/** What a page is given: where to draw, what its address says, and when it is left. */
export interface PageContext {
  main: HTMLElement;
  parts: string[];
  query: URLSearchParams;
  session: Session;
  signal: AbortSignal;
  title: (text: string) => void;
}

export type Page = (context: PageContext) => Promise<void>;

interface RoundList {
  rounds: Round[];
  next: string | null;
}

/** The latest rounds of all power plants, newest first; empty where the server cannot list them. */
export async function latestRounds({ session, signal }: PageContext): Promise<Round[]> {
  if (!session.listsEverything) return [];
  return (await readOrNot<RoundList>('rounds?limit=100', signal))?.rounds ?? [];
}

const shapes: Record<string, [string, string]> = {
  converged: ['✓', 'good'], 'idle-only': ['✓', 'good'], infeasible: ['✕', 'bad'], stalled: ['!', 'fair'],
  'stopped-at-deadline': ['!', 'fair'], 'stopped-at-iteration-limit': ['!', 'fair'], cancelled: ['–', 'fair'], failed: ['✕', 'bad'], interrupted: ['!', 'bad'], done: ['✓', 'good'],
};

/** How a round stands, by shape and word as well as by colour. */
export function badge(round: { phase: string; status: string | null }): HTMLElement {
  const word = round.status ?? round.phase;
  const [shape, kind] = shapes[word] ?? ['…', 'runs'];
  return h('span', { class: `badge ${kind}` }, h('span', { 'aria-hidden': 'true' }, `${shape} `), word.replaceAll('-', ' '));
}

export const link = {
  round: (id: string) => `#/round/${encodeURIComponent(id)}`,
  backtest: (id: string) => `#/backtest/${encodeURIComponent(id)}`,
  fleet: (id: string) => `#/fleet/${encodeURIComponent(id)}`,
  battery: (id: string, agent: string) => `#/battery/${encodeURIComponent(id)}/${encodeURIComponent(agent)}`,
};

/** A list of key figures. */
export function facts(...pairs: [string, string | Node][]): HTMLElement {
  return h('dl', { class: 'facts' }, ...pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

/** What is said where a page has nothing to show yet. */
export function nothingYet(what: string): HTMLElement {
  return h('p', { class: 'card' }, what, ' ', h('a', { href: '#/launch' }, 'Launch a round'), '.');
}

/** A choice among rounds. */
export function roundChoice(label: string, rounds: Round[], chosen: string, id: string, open: (id: string) => void, none?: string): HTMLElement {
  const options = rounds.some((one) => one.id === chosen) || !chosen ? rounds : [{ id: chosen } as Round, ...rounds];
  return h('span', { class: 'choice' }, h('label', { for: id }, label),
    h('select', { id, onchange: (event) => open((event.target as HTMLSelectElement).value) },
      none !== undefined && h('option', { value: '', selected: !chosen }, none),
      ...options.map((one) => h('option', { value: one.id, selected: one.id === chosen }, one.powerPlant ? `${one.id} (${one.powerPlant})` : one.id))));
}
