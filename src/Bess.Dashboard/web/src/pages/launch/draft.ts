import type { Grid, Order } from '../../data/documents';

type Scenarios = Order['scenarios'];

type Coupling = Order['coupling'];

/** An order while it is edited: all of it at the length that was given, and which intervals of it are wanted. */
export class Draft {
  readonly order: Order;
  /** First interval that is planned, from 0. */
  first = 0;
  /** How many are planned. */
  steps: number;
  /** Prices that lie on the server, by name; undefined for those of the order, or own ones. */
  uploaded: string | undefined;
  private readonly original: Order;
  private given: Order;

  constructor(given: Order) {
    this.original = structuredClone(given);
    this.given = this.original;
    this.order = structuredClone(given);
    this.order.options ??= {};
    this.steps = given.scenarios.grid.steps;
  }

  get all(): number {
    return this.given.scenarios.grid.steps;
  }

  get grid(): Grid {
    const { startUtc, stepSeconds } = this.given.scenarios.grid;
    const start = new Date(Date.parse(startUtc) + this.first * stepSeconds * 1000);
    return { startUtc: this.first === 0 ? startUtc : start.toISOString().replace('.000Z', 'Z'), stepSeconds, steps: this.steps };
  }

  /** The part of a vector that is planned. */
  part(values: readonly number[]): number[] {
    return values.slice(this.first, this.first + this.steps);
  }

  /** Puts numbers of the planned intervals into a whole vector. */
  put(values: number[], into: number[]): void {
    into.splice(this.first, this.steps, ...values);
  }

  /** Prices that were typed, in place of the scenarios: one path, certain. */
  setOwnPrices(values: number[], who: string): void {
    const { scenarios } = this.order;
    const path = scenarios.pricesPerMwh.length === 1 && scenarios.name === ownName ? scenarios.pricesPerMwh[0]! : expected(this.given);
    this.put(values, path);
    const { source, synthetic } = this.given.scenarios.provenance;
    Object.assign(scenarios, { name: ownName, probabilities: [1], pricesPerMwh: [path], provenance: { source: `typed by ${who}`, detail: `in place of: ${source}`, synthetic } });
  }

  /** Back to the prices and the horizon of the order. */
  setGivenPrices(): void {
    if (this.uploaded === undefined) {
      Object.assign(this.order.scenarios, structuredClone(this.original.scenarios));
      return;
    }
    this.uploaded = undefined;
    this.rebase(this.original.scenarios);
    this.given = this.original;
  }

  /** Takes uploaded prices, and their horizon: at most a day of it, to begin with. */
  setUploaded(name: string, scenarios: Scenarios): void {
    this.uploaded = name;
    this.given = { ...this.original, scenarios };
    this.rebase(scenarios);
    const day = Math.max(1, Math.round(daySeconds / scenarios.grid.stepSeconds));
    this.steps = Math.min(this.all, day);
    this.first = this.all - this.steps;
  }

  // What is the same in all intervals stays so; what is not has to be said anew where their number changes.
  private rebase(scenarios: Scenarios): void {
    const { coupling } = this.order;
    const length = scenarios.grid.steps;
    for (const one of [...coupling.commitments, ...coupling.limits, ...coupling.injections]) {
      for (const [name, value] of Object.entries(one)) {
        if (!Array.isArray(value) || value.length === length) continue;
        const values = value as number[];
        const flat = values.every((each) => each === values[0]) ? values[0]! : NaN;
        Object.assign(one, { [name]: Array.from({ length }, () => flat) });
      }
    }
    Object.assign(this.order.scenarios, structuredClone(scenarios));
    this.first = 0;
    this.steps = length;
  }

  get ownPrices(): number[] {
    return this.part(this.order.scenarios.name === ownName ? this.order.scenarios.pricesPerMwh[0]! : expected(this.given));
  }

  /** The order as it is sent: uploaded prices by their name. */
  toSend(): object {
    const order = this.cut();
    if (this.uploaded === undefined) return order;
    const { scenarios, ...rest } = order;
    return { ...rest, pricesRef: { name: this.uploaded, startUtc: scenarios.grid.startUtc, steps: scenarios.grid.steps } };
  }

  /** The order with the planned intervals only. */
  cut(): Order {
    const { order } = this;
    if (this.first === 0 && this.steps === this.all) return order;
    const cutAll = <T extends object>(list: T[]): T[] => list.map((one) => Object.fromEntries(
      Object.entries(one).map(([name, value]) => [name, Array.isArray(value) ? this.part(value as number[]) : value])) as T);
    const coupling: Coupling = { ...order.coupling, commitments: cutAll(order.coupling.commitments), limits: cutAll(order.coupling.limits), injections: cutAll(order.coupling.injections) };
    const scenarios = { ...order.scenarios, grid: this.grid, pricesPerMwh: order.scenarios.pricesPerMwh.map((path) => this.part(path)) };
    return { ...order, scenarios, coupling };
  }
}

const ownName = 'own';
const daySeconds = 24 * 3600;

function expected(order: Order): number[] {
  const { pricesPerMwh, probabilities, grid } = order.scenarios;
  return Array.from({ length: grid.steps }, (_, t) => {
    const mean = pricesPerMwh.reduce((sum, path, s) => sum + path[t]! * probabilities[s]!, 0);
    return Math.round(mean * 1e4) / 1e4;
  });
}
