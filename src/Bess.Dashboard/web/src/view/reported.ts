import type { Table } from './table';

/** What a chart is in a saved report. */
export interface ReportedFigure {
  title: string | (() => string);
  words: () => string;
  /** An address that holds the picture itself. */
  picture: () => string;
  table: () => Table;
}

const figures = new WeakMap<Element, ReportedFigure>();
const tables = new WeakMap<Element, Table>();

export function reported(element: Element, figure: ReportedFigure): void {
  figures.set(element, figure);
}

export function reportedTable(element: Element, table: Table): void {
  tables.set(element, table);
}

export const figureOf = (element: Element): ReportedFigure | undefined => figures.get(element);

/** All rows of a table, of which the page shows a part. */
export const tableOf = (element: Element): Table | undefined => tables.get(element);
