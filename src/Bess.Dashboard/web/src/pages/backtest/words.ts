/** Words of a stream, as the report has them. */
export function streamWords(stream: string): string {
  const known: Record<string, string> = { dayAhead: 'day-ahead', realTime: 'real time', import: 'imported energy', export: 'exported energy' };
  return known[stream] ?? stream.replace(/^reserve:/, '');
}

/** An amount with two decimals and a true minus sign. */
export function amount(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? twoDigits.format(value).replace('-', '−') : '–';
}

export function share(value: number | null | undefined): string {
  return typeof value === 'number' && Number.isFinite(value) ? `${(value * 100).toFixed(1)} %`.replace('-', '−') : '–';
}

const twoDigits = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
