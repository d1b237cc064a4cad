import { ApiError, send } from '../../data/api';
import type { Fault } from '../../data/documents';
import { fill, h } from '../../view/dom';
import type { PageContext } from '../page';
import { focusFirstFault, takeAll, tell, type Field } from './fields';

const quietMs = 250;

/** What a form sends and where. */
export interface SubmissionParts<Check, Answer> {
  context: PageContext;
  /** Words on the button. */
  label: string;
  /** Where it is sent; it is checked at `${path}/check`. */
  path: string;
  fields: () => Field[];
  order: () => unknown;
  /** Said when there is nothing to complain of. */
  ready: (check: Check) => string;
  /** Shown anew whenever something was typed. */
  redraw?: () => void;
  headers?: () => Record<string, string>;
  sent: (answer: Answer) => void;
  refused?: (error: ApiError) => Node | undefined;
}

/** An order that the server checks while it is typed, and takes when it is meant. */
export class Submission<Check extends { faults: Fault[] }, Answer> {
  readonly problems = h('div', { role: 'status', 'aria-live': 'polite', class: 'problems' });
  readonly button: HTMLButtonElement;
  private readonly parts: SubmissionParts<Check, Answer>;
  private timer = 0;

  constructor(parts: SubmissionParts<Check, Answer>) {
    this.parts = parts;
    this.button = h('button', { type: 'submit', class: 'main' }, parts.label);
  }

  check(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.checkNow(), quietMs);
  }

  async send(): Promise<void> {
    const { context, path, fields, order, headers, sent, refused } = this.parts;
    if (!takeAll(fields())) {
      focusFirstFault(fields());
      return;
    }
    this.button.disabled = true;
    try {
      sent((await send(path, JSON.stringify(order()), context.signal, headers?.())) as Answer);
    } catch (error) {
      this.button.disabled = false;
      if (!(error instanceof ApiError)) throw error;
      tell(fields(), error.faults, this.problems, '');
      const more = refused?.(error);
      if (error.faults.length === 0) fill(this.problems, h('p', { class: 'fault' }, error.message, ' ', more));
      focusFirstFault(fields());
    }
  }

  /** Says what went wrong, unless the page was left. */
  complain(error: unknown): void {
    if (!this.parts.context.signal.aborted) fill(this.problems, h('p', { class: 'fault' }, error instanceof Error ? error.message : String(error)));
  }

  private async checkNow(): Promise<void> {
    const { context, path, fields, order, ready, redraw } = this.parts;
    if (context.signal.aborted) return;
    const isUnderstood = takeAll(fields());
    redraw?.();
    if (!isUnderstood) {
      fill(this.problems, h('p', { class: 'fault' }, 'Not all of it can be understood yet.'));
      return;
    }
    const typed = JSON.stringify(order());
    try {
      const check = (await send(`${path}/check`, typed, context.signal)) as Check;
      // What was typed meanwhile is checked next.
      if (takeAll(fields()) && JSON.stringify(order()) === typed) tell(fields(), check.faults, this.problems, ready(check));
    } catch (error) {
      this.complain(error);
    }
  }
}
