import type { PriceCoverage } from '../../data/uploads';
import type { Figure } from '../../view/chart';
import { num, time, utc } from '../../view/format';
import { heatmap } from '../../view/heatmap';

const mostCells = 96;

/** Where the values of a series are missing: a row, its time cut into cells. */
export function missingStrip(price: PriceCoverage): Figure {
  const [start, end] = [Date.parse(price.startUtc), Date.parse(price.endUtc)];
  const cells = Math.max(1, Math.min(mostCells, price.steps));
  const width = (end - start) / cells;
  const shares = Array.from({ length: cells }, (_, cell) => {
    const [from, to] = [start + cell * width, start + (cell + 1) * width];
    const lost = price.missing.reduce((sum, run) => sum + Math.max(0, Math.min(to, Date.parse(run.endUtc)) - Math.max(from, Date.parse(run.startUtc))), 0);
    return (100 * lost) / (to - from);
  });
  return heatmap(() => ({
    title: `Missing values of ${price.name}`, rows: 1, columns: cells, value: (_, cell) => shares[cell]!,
    rowName: () => price.zone ?? price.name, columnName: (cell) => time(start + cell * width), columnAxis: 'time', unit: '% missing', scale: 'sequential', range: [0, 100],
    words: () => (price.missingSteps === 0 ? `All ${num(price.steps)} intervals have a value. Dark is complete, light is missing.` : `${num(price.missingSteps)} of ${num(price.steps)} intervals have no value, in ${price.missing.length === 1 ? 'one run' : `${price.missing.length} runs`}. Dark is complete, light is missing.`),
    table: () => ({
      caption: `Missing runs of ${price.name}`, fileName: `missing-${price.name}`, rows: price.missing.length,
      columns: [
        { title: 'From', name: 'start_utc', cell: (i) => utc(Date.parse(price.missing[i]!.startUtc)), shown: (i) => time(Date.parse(price.missing[i]!.startUtc)) },
        { title: 'To', name: 'end_utc', cell: (i) => utc(Date.parse(price.missing[i]!.endUtc)), shown: (i) => time(Date.parse(price.missing[i]!.endUtc)) },
        { title: 'Intervals', name: 'steps', cell: (i) => price.missing[i]!.steps },
      ],
    }),
  }));
}
