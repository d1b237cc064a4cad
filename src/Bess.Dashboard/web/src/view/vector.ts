const least = 3;

/** Numbers as short text: runs of at least three as value*count. */
export function vectorText(values: readonly number[]): string {
  // Numbers that were never said.
  if (values.some(Number.isNaN)) return '';
  if (values.length > 0 && values.every((one) => one === values[0])) return String(values[0]);
  const parts: string[] = [];
  for (let i = 0; i < values.length;) {
    let end = i + 1;
    while (end < values.length && values[end] === values[i]) end++;
    if (end - i >= least) parts.push(`${values[i]}*${end - i}`);
    else parts.push(...values.slice(i, end).map(String));
    i = end;
  }
  return parts.join(', ');
}

/** The numbers that a text means: one for all intervals, or as many as there are; a sentence when it cannot be understood. */
export function vectorOf(text: string, count: number): number[] | string {
  const parts = text.replaceAll('−', '-').split(/[\s,;]+/).filter((part) => part !== '');
  const values: number[] = [];
  for (const part of parts) {
    const [value, times = '1', ...more] = part.split('*');
    const number = value === '' ? NaN : Number(value);
    const repeats = Number(times);
    if (!Number.isFinite(number) || more.length > 0 || !Number.isInteger(repeats) || repeats < 1 || repeats > count) return `expected numbers, was ${part}`;
    for (let i = 0; i < repeats; i++) values.push(number);
    if (values.length > count) return `expected one number or ${count}, was more`;
  }
  if (values.length === 1) return Array.from({ length: count }, () => values[0]!);
  return values.length === count ? values : `expected one number or ${count}, was ${values.length || 'nothing'}`;
}
