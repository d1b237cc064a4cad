import { follow, readOrNot } from './api';
import { hasEnded, type Iteration, type Order, type Phase, type Result, type Round, type RoundEvent, type Session } from './documents';

/** A round as a page knows it: what happened so far, and its end. */
export interface WatchedRound {
  id: string;
  view: Round;
  phase: Phase;
  iterations: Iteration[];
  notes: string[];
  result: Result | undefined;
  order: Order | undefined;
  /** Why it can be followed no longer; undefined while it can. */
  lost: string | undefined;
  /** False while the line to the server is broken. */
  isConnected: boolean;
}

/** Rounds that were launched from this window: what was answered saves asking. */
export const launched = new Map<string, Round>();

/** Reads a round that has ended, or follows one that runs; `changed` is called after each change. */
export async function watch(id: string, { session, signal }: { session: Session; signal: AbortSignal }, changed: (round: WatchedRound) => void): Promise<WatchedRound | undefined> {
  const path = `rounds/${encodeURIComponent(id)}`;
  const view = launched.get(id) ?? (await readOrNot<Round>(path, signal));
  launched.delete(id);
  if (!view) return undefined;
  const round: WatchedRound = { id, view, phase: view.phase, iterations: [], notes: [], result: undefined, order: undefined, lost: undefined, isConnected: true };
  const order = (session.listsEverything ? readOrNot<Order>(`${path}/order`, signal) : Promise.resolve(undefined)).then((found) => { round.order = found; });
  if (hasEnded(view.phase)) {
    round.result = view.status ? await readOrNot<Result>(`${path}/result`, signal) : undefined;
    round.iterations = round.result?.trace ?? [];
    await order;
    return round;
  }
  void order.then(() => changed(round));
  const onEvent = (happened: RoundEvent) => {
    round.phase = happened.phase;
    if (happened.iteration) round.iterations.push(happened.iteration);
    else if (happened.text) round.notes.push(happened.text);
    changed(round);
  };
  const onLine = (isUp: boolean) => {
    round.isConnected = isUp;
    changed(round);
  };
  void follow<RoundEvent>(`${path}/events?lag=newest`, onEvent, onLine, (happened) => hasEnded(happened.phase), signal).then(async () => {
    if (signal.aborted) return;
    round.view = (await readOrNot<Round>(path, signal)) ?? round.view;
    const result = round.view.status ? await readOrNot<Result>(`${path}/result`, signal) : undefined;
    round.result = result;
    if (result) round.iterations = result.trace;
    changed(round);
  }).catch((error: unknown) => {
    if (signal.aborted) return;
    round.lost = error instanceof Error ? error.message : String(error);
    changed(round);
  });
  return round;
}
