/** The documents of the API, as far as pages read them. Numbers that JSON has no form for: null is −∞, texts are +∞ and NaN. */
export type Wire = number | null | 'Infinity' | 'NaN';

export type Phase = 'created' | 'gathering' | 'iterating' | 'finalising' | 'done' | 'failed' | 'cancelled' | 'interrupted';

export interface Session {
  name: string;
  role: 'operator' | 'viewer' | 'prosumer';
  open: boolean;
  listsEverything: boolean;
  /** Whether plans and reasons of single batteries are told here. */
  batteryPlans: boolean;
  /** Whether prices can be uploaded. */
  prices: boolean;
  /** Whether backtests run here. */
  backtests: boolean;
}

export interface Round {
  id: string;
  powerPlant: string;
  phase: Phase;
  launchedAtUtc: string;
  launchedBy: string;
  iterations: number;
  detail: string;
  status: string | null;
}

export interface PowerPlant {
  name: string;
  enrolledBatteries: number;
  latestRound: Round | null;
}

export interface Iteration {
  iteration: number;
  elapsedSeconds: Wire;
  agentSeconds: Wire;
  aggregatorSeconds: Wire;
  residualMw: Wire;
  violationMw: Wire;
  relativeResidual: Wire;
  value: Wire;
  lowerBound: Wire;
  bestCost: Wire;
  relativeGap: Wire;
  decision: string;
  answered: number;
  stale: number;
  held: number;
  failed: number;
  agents: number;
  numbersSent: number;
  numbersReceived: number;
  localSteps: Wire;
  multipliersPerMwh: Wire[][];
}

export interface RoundEvent {
  number: number;
  phase: Phase;
  text: string;
  iteration?: Iteration;
}

export interface Grid {
  startUtc: string;
  stepSeconds: number;
  steps: number;
}

export interface Schedule {
  agent: string;
  grid: Grid;
  initialEnergyMwh: number;
  powerMw: number[];
  stateOfChargeMwh: number[];
  outsideWindow: number[];
}

export interface CoupledSum {
  name: string;
  powerMw: Wire[];
  lowerMw: Wire[];
  upperMw: Wire[];
  multiplierPerMwh: Wire[];
}

export interface Result {
  roundId: string;
  status: string;
  detail: string;
  certificate: { lowerBound: Wire; planCost: Wire; scale: Wire; maxViolationMw: Wire };
  verdict: { physicallyFeasible: boolean; couplingFeasible: boolean; findings: string[]; maxCouplingViolationMw: Wire };
  economics: { expectedProfit: Wire; conditionalValueAtRisk: Wire; wearCost: Wire; terminalValue: Wire; couplingCost: Wire };
  timing: { totalSeconds: Wire; agentSeconds: Wire; aggregatorSeconds: Wire; finalSeconds: Wire };
  notes: string[];
  nonUniqueMultiplierSteps: number[];
  coupling: CoupledSum[];
  schedules: Schedule[];
  trace: Iteration[];
}

export interface Battery {
  id: string;
  energyCapacityMwh: number;
  chargeLimitMw: number;
  dischargeLimitMw: number;
  minimumEnergyMwh: number;
  maximumEnergyMwh: number;
  degradationCostPerMwh?: number;
  group?: string;
}

export interface Commitment {
  mode: string;
  group?: string | null;
  powerMw: number[];
  surplusPricePerMwh?: number[];
  shortfallPricePerMwh?: number[];
}

export interface Limit {
  group?: string | null;
  lowerMw: number[];
  upperMw: number[];
}

export interface Injection {
  group?: string | null;
  powerMw: number[];
}

export interface FleetGroup {
  name: string;
  parent?: string | null;
}

export interface Order {
  kind: string;
  schemaVersion: number;
  id: string | null;
  powerPlant: string;
  fleet: { name: string; groups?: FleetGroup[]; batteries: Battery[] } | null;
  scenarios: {
    name: string;
    currency: string;
    grid: Grid;
    knownAtUtc: string;
    provenance: { source: string; detail: string | null; synthetic: boolean };
    probabilities: number[];
    pricesPerMwh: number[][];
  };
  coupling: {
    commitments: Commitment[];
    limits: Limit[];
    injections: Injection[];
    violationPricePerMwh?: number | null;
  };
  options?: Record<string, unknown>;
}

export interface ReadyOrder {
  name: string;
  powerPlant: string;
  batteries: number | null;
  startUtc: string;
  stepSeconds: number;
  steps: number;
  scenarios: number;
  currency: string;
  commitments: number;
  limits: number;
  injections: number;
  synthetic: boolean;
  source: string;
}

export interface Fault {
  location: string;
  field: string;
  expected: string;
  actual: string;
}

/** The number that is meant; charts leave out what is not finite. */
export function real(value: Wire | undefined): number {
  if (value === null) return -Infinity;
  return typeof value === 'number' ? value : value === 'Infinity' ? Infinity : NaN;
}

/** Instants at which the intervals of a grid begin, and the end of the last: steps + 1 numbers, milliseconds since 1970 UTC. */
export function instantsOf(grid: Grid): number[] {
  const start = Date.parse(grid.startUtc);
  return Array.from({ length: grid.steps + 1 }, (_, t) => start + t * grid.stepSeconds * 1000);
}

export function hasEnded(phase: Phase): boolean {
  return phase === 'done' || phase === 'failed' || phase === 'cancelled' || phase === 'interrupted';
}
