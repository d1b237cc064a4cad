import { follow, read, readOrNot } from './api';
import type { Battery, Fault, Session } from './documents';

/** Documents of backtests, as far as pages read them. What is not finite is null. */
export type Amount = number | null;

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface BacktestOrder {
  market?: string;
  zone: string;
  from?: string;
  to?: string;
  strategy?: string;
  battery?: Partial<Battery> & Record<string, unknown>;
  site?: Record<string, unknown>;
  lambda?: number;
  cyclesPerDay?: number;
  /** Weights of risk that are run besides. */
  frontier?: number[];
  [name: string]: unknown;
}

export interface BacktestRun {
  id: string;
  state: RunState;
  step: string | null;
  stepDone: number;
  stepTotal: number;
  daysDone: number;
  days: number | null;
  net: Amount;
  currency: string | null;
  text: string;
  createdUtc: string;
  createdBy: string;
  startedUtc: string | null;
  endedUtc: string | null;
  waitingBefore: number | null;
  order: BacktestOrder;
}

export interface BacktestEvent {
  number: number;
  state: RunState;
  step: string | null;
  done: number;
  total: number;
  day: string | null;
  net: Amount;
  text: string;
}

export interface BacktestDay {
  day: string;
  net: number;
  ceiling: Amount;
  expected: Amount;
  streams: Record<string, number>;
  sum: number;
  ceilingSum: Amount;
  drawdown: number;
  cycles: number;
  dischargedMwh: number;
  chargedMwh: number;
  startEnergyMwh: number;
  endEnergyMwh: number;
  rules: string[];
}

export interface BacktestDays {
  currency: string;
  isFinal: boolean;
  streams: string[];
  days: BacktestDay[];
}

export interface BacktestResult {
  zone: string;
  from: string;
  to: string;
  days: number;
  strategy: string;
  currency: string;
  isTradable: boolean;
  isSynthetic: boolean;
  net: Amount;
  netPerMwYear: Amount;
  ceiling: Amount;
  ceilingPerMwYear: Amount;
  ceilingRules: string;
  capture: Amount;
  captureLow: Amount;
  captureHigh: Amount;
  captureLevel: Amount;
  worstDay: Amount;
  worstDayDate: string | null;
  maxDrawdown: Amount;
  sharpe: Amount;
  valueAtRisk: Amount;
  conditionalValueAtRisk: Amount;
  cyclesPerDay: Amount;
  streams: Record<string, number>;
  streamTotals: Record<string, number>;
  leakage: { isClean?: boolean; statement?: string; checkedDays?: string[]; leakingDays?: string[] } | null;
  /** Days on which each rule was applied. */
  rules: Record<string, number>;
  notes: string[];
  ledgerHash: string;
  frontier?: FrontierPoint[];
}

/** This weight less the first; the ends are null where there are too few days. */
export interface FrontierDifference {
  difference: Amount;
  low: Amount;
  high: Amount;
}

export interface FrontierPoint {
  lambda: number;
  meanPerDay: Amount;
  conditionalValueAtRisk: Amount;
  netPerMwYear: Amount;
  isEfficient: boolean;
  net: FrontierDifference | null;
  tailLoss: FrontierDifference | null;
}

export interface BacktestSteps {
  day: string;
  currency: string;
  clock: string;
  startUtc: string;
  stepSeconds: number;
  steps: number;
  localStarts: string[];
  dayAheadPricePerMwh: Amount[];
  realTimePricePerMwh: Amount[];
  positionMw: Amount[];
  setpointMw: Amount[];
  meteredMw: Amount[];
  startEnergyMwh: number;
  energyMwh: Amount[];
  minimumEnergyMwh: number;
  maximumEnergyMwh: number;
  reserves: { product: string; soldMw: Amount[]; heldMw: Amount[]; pricePerMwHour: Amount[] }[];
  net: number;
  streams: Record<string, number>;
  rules: string[];
}

export interface MarketSeries {
  name: string;
  stepSeconds: number;
  firstUtc: string;
  lastUtc: string;
  values: number;
  missing: number;
  /** By calendar month in UTC, where the server counts so. */
  months?: { month: string; values: number; missing: number }[];
}

export interface MarketZone {
  name: string;
  market: string;
  zone: string;
  isSample: boolean;
  isSynthetic: boolean;
  currency: string | null;
  clock: string | null;
  from: string | null;
  to: string | null;
  suggested: BacktestOrder | null;
  problem: string | null;
  series: MarketSeries[];
}

export interface Strategy {
  name: string;
  text: string;
  /** Whether it has a frontier. */
  weighsRisk: boolean;
}

export interface Markets {
  note: string | null;
  strategies: Strategy[];
  siteStrategies: Strategy[];
  defaultStrategy: string;
  defaultFrontier: number[];
  defaultBattery: Record<string, unknown>;
  zones: MarketZone[];
  next: string | null;
}

export interface BacktestCheck {
  faults: Fault[];
  days: number | null;
}

export const pathOf = (id: string): string => `backtests/${encodeURIComponent(id)}`;

export function isOver(state: RunState): boolean {
  return state !== 'queued' && state !== 'running';
}

/** All zones, over all parts of the list; undefined where the server has no backtests. */
export async function allMarkets({ session, signal }: { session: Session; signal: AbortSignal }): Promise<Markets | undefined> {
  if (!session.backtests) return undefined;
  const first = await readOrNot<Markets>('markets?limit=500', signal);
  for (let next = first?.next; first && next;) {
    const more: Markets = await read<Markets>(`markets?limit=500&after=${encodeURIComponent(next)}`, signal);
    first.zones.push(...more.zones);
    next = more.next;
  }
  return first;
}

/** The latest runs, newest first; undefined where the server has no backtests. */
export async function latestRuns({ session, signal }: { session: Session; signal: AbortSignal }): Promise<BacktestRun[] | undefined> {
  if (!session.backtests) return undefined;
  return (await readOrNot<{ backtests: BacktestRun[] }>('backtests?limit=100', signal))?.backtests;
}

/** A run as a page knows it. */
export interface WatchedRun {
  run: BacktestRun;
  days: BacktestDays | undefined;
  result: BacktestResult | undefined;
  isConnected: boolean;
  lost: string | undefined;
}

/** Reads a run, and follows it while it goes on: `changed` after each change. Days that were closed are read at most once a second. */
export async function watchRun(id: string, signal: AbortSignal, changed: (watched: WatchedRun) => void): Promise<WatchedRun | undefined> {
  const run = await readOrNot<BacktestRun>(pathOf(id), signal);
  if (!run) return undefined;
  const watched: WatchedRun = { run, days: undefined, result: undefined, isConnected: true, lost: undefined };
  const readDays = async () => { watched.days = (await readOrNot<BacktestDays>(`${pathOf(id)}/days`, signal)) ?? watched.days; };
  const finish = async () => {
    watched.run = (await readOrNot<BacktestRun>(pathOf(id), signal)) ?? watched.run;
    if (watched.run.state === 'done') watched.result = await readOrNot<BacktestResult>(`${pathOf(id)}/result`, signal);
    await readDays();
  };
  if (isOver(run.state)) {
    await finish();
    return watched;
  }
  await readDays();
  const daysSoon = atMostEvery(1000, signal, async () => {
    await readDays();
    changed(watched);
  });
  const onEvent = (happened: BacktestEvent) => {
    const { state, step, done, total, day, net, text } = happened;
    watched.run = { ...watched.run, state, step, stepDone: done, stepTotal: total, net: net ?? watched.run.net, text, daysDone: day ? Math.max(watched.run.daysDone, done) : watched.run.daysDone };
    if (day) daysSoon();
    changed(watched);
  };
  const onLine = (isUp: boolean) => {
    watched.isConnected = isUp;
    changed(watched);
  };
  void follow<BacktestEvent>(`${pathOf(id)}/events`, onEvent, onLine, (happened) => isOver(happened.state), signal)
    .then(finish)
    .catch((error: unknown) => { watched.lost = error instanceof Error ? error.message : String(error); })
    .then(() => { if (!signal.aborted) changed(watched); });
  return watched;
}

function atMostEvery(ms: number, signal: AbortSignal, work: () => Promise<void>): () => void {
  let timer = 0;
  return () => {
    if (timer || signal.aborted) return;
    timer = window.setTimeout(() => {
      timer = 0;
      if (!signal.aborted) void work().catch(() => undefined);
    }, ms);
  };
}
