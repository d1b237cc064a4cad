import { settings } from './settings';

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: true });
const small = 1e-4;
const large = 1e7;

/** A number for people: four digits that count. */
export function num(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text = size !== 0 && (size < small || size >= large) ? value.toExponential(2) : digits.format(value);
  return text.replaceAll('-', '−');
}

/** The same, or a dash where there is none. */
export function numOr(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? num(value) : '–';
}

export function withUnit(value: number, unit: string): string {
  return Number.isFinite(value) ? `${num(value)} ${unit}` : 'not known';
}

export function percent(share: number): string {
  // A number and its sign stay on one line.
  return Number.isFinite(share) ? `${Math.round(share * 1000) / 10}\u00a0%`.replace('-', '−') : 'not known';
}

export function seconds(value: number): string {
  if (!Number.isFinite(value)) return 'not known';
  return value < 1 ? `${num(value * 1000)}\u00a0ms` : `${num(value)}\u00a0s`;
}

/** The zone that times are shown in, in words. */
export function zoneName(): string {
  return settings.zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** 2026-03-10 17:00, in the zone that is chosen. */
export function time(instantMs: number): string {
  return settings.zone === 'utc' ? utc(instantMs).slice(0, 16).replace('T', ' ') : local(instantMs);
}

/** 17:00, in the zone that is chosen. */
export function clock(instantMs: number): string {
  return time(instantMs).slice(11, 16);
}

export function utc(instantMs: number): string {
  return new Date(instantMs).toISOString().replace('.000Z', 'Z');
}

export function local(instantMs: number): string {
  const at = new Date(instantMs);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
