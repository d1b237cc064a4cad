import { colours, series, type Scale } from './colours';
import { h } from './dom';
import { num } from './format';
import { whenNear } from './near';
import { reported } from './reported';
import { tableBehind, type Table } from './table';
import type { Figure } from './chart';

export interface HeatParts {
  title: string;
  rows: number;
  columns: number;
  /** NaN is a gap. */
  value: (row: number, column: number) => number;
  rowName: (row: number) => string;
  columnName: (column: number) => string;
  columnAxis: string;
  unit: string;
  /** Room for the names of the rows, points. */
  rowWidth?: number;
  scale: Scale;
  /** Ends of the scale; from the values when left out. */
  range?: readonly [number, number];
  words: () => string;
  table: () => Table;
  /** Called on Enter or a click on a cell. */
  open?: (row: number) => void;
  /** Called when the keys come to a cell, or on a click. */
  point?: (row: number, column: number) => void;
}

const margin = { right: 14, top: 6, bottom: 62 };
const barHeight = 10;
const rowWidth = 92;
const letterWidth = 7;
const printedWidth = 980;

/** A heat map as one picture: a hundred thousand cells cost as much as ten. Arrow keys read it cell by cell. */
export function heatmap(parts: () => HeatParts): Figure {
  let now = parts();
  let cursor: { row: number; column: number } | undefined;
  const canvas = h('canvas', { 'aria-hidden': 'true' });
  const readout = h('output', { class: 'readout' }, 'Point at a cell, or use the arrow keys.');
  const place = h('div', { class: 'heat', tabindex: 0, role: 'application' }, canvas);
  const words = h('p', { class: 'words' });
  const element = h('figure', { class: 'card' }, h('figcaption', {}, h('h2', {}, now.title)), place, readout, words, tableBehind(() => parts().table()));

  let isSeen = false;
  const show = whenNear(place, () => {
    if (!place.isConnected) return;
    paint(canvas, place.clientWidth, now, cursor);
    if (!isSeen) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(`seen: ${now.title}`)));
    isSeen = true;
  });
  const draw = () => {
    now = parts();
    const said = now.words();
    words.textContent = said;
    place.setAttribute('aria-label', `${now.title}. ${said} Arrow keys move from cell to cell.`);
    show();
  };
  const point = (row: number, column: number) => {
    cursor = { row: clamp(row, now.rows), column: clamp(column, now.columns) };
    const value = now.value(cursor.row, cursor.column);
    readout.textContent = `${now.rowName(cursor.row)}, ${now.columnName(cursor.column)}: ${Number.isNaN(value) ? 'no value' : `${num(value)} ${now.unit}`}`;
    show();
  };
  place.addEventListener('keydown', (event) => {
    const from = cursor ?? { row: now.rows === 1 ? 0 : -1, column: now.rows === 1 ? -1 : 0 };
    const step = event.shiftKey ? 10 : 1;
    const moves: Record<string, [number, number]> = { ArrowUp: [-step, 0], ArrowDown: [cursor || now.rows === 1 ? step : 1, 0], ArrowLeft: [0, -step], ArrowRight: [0, step], Home: [0, -now.columns], End: [0, now.columns] };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      point(from.row + move[0], from.column + move[1]);
      now.point?.(cursor!.row, cursor!.column);
    } else if (event.key === 'Enter' && cursor) {
      now.open?.(cursor.row);
    }
  });
  const at = (event: MouseEvent): [number, number] | undefined => {
    const box = canvas.getBoundingClientRect();
    const [size, left] = [inner(box.width, box.height, now), leftOf(now)];
    const column = Math.floor(((event.clientX - box.left - left) / size.width) * now.columns);
    const row = Math.floor(((event.clientY - box.top - margin.top) / size.height) * now.rows);
    return column >= 0 && column < now.columns && row >= 0 && row < now.rows ? [row, column] : undefined;
  };
  canvas.addEventListener('mousemove', (event) => {
    const cell = at(event);
    if (cell) point(...cell);
  });
  canvas.addEventListener('click', (event) => {
    const cell = at(event);
    if (!cell) return;
    point(...cell);
    now.point?.(...cell);
    now.open?.(cell[0]);
  });
  new ResizeObserver(show).observe(place);
  draw();
  reported(element, { title: () => parts().title, words: () => parts().words(), table: () => parts().table(), picture: () => {
    const paper = h('canvas', {});
    paint(paper, printedWidth, parts(), undefined);
    return paper.toDataURL('image/png');
  } });
  return { element, draw };
}

function clamp(index: number, count: number): number {
  return Math.min(count - 1, Math.max(0, index));
}

function leftOf(parts: HeatParts): number {
  return parts.rowWidth ?? rowWidth;
}

function inner(width: number, height: number, parts: HeatParts): { width: number; height: number } {
  return { width: Math.max(1, width - leftOf(parts) - margin.right), height: Math.max(1, height - margin.top - margin.bottom) };
}

function rangeOf(parts: HeatParts): readonly [number, number] {
  if (parts.range) return parts.range;
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < parts.rows; i++) {
    for (let j = 0; j < parts.columns; j++) {
      const value = parts.value(i, j);
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return [0, 1];
  if (parts.scale === 'sequential') return low === high ? [low, low + 1] : [low, high];
  // Where all is zero any scale will do.
  const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
  return [-size, size];
}

function paint(canvas: HTMLCanvasElement, width: number, parts: HeatParts, cursor: { row: number; column: number } | undefined): void {
  const height = Math.max(parts.rows === 1 ? 110 : 220, Math.min(460, parts.rows * 18 + margin.top + margin.bottom));
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  if (!context || parts.rows === 0 || parts.columns === 0) return;
  context.scale(ratio, ratio);
  context.fillStyle = series().ground;
  context.fillRect(0, 0, width, height);
  const [low, high] = rangeOf(parts);
  const [size, left] = [inner(width, height, parts), leftOf(parts)];
  context.imageSmoothingEnabled = false;
  context.drawImage(picture(parts, low, high), left, margin.top, size.width, size.height);
  labels(context, parts, size);
  legend(context, parts, low, high, size, height);
  if (cursor && cursor.row < parts.rows && cursor.column < parts.columns) {
    const [cellWidth, cellHeight] = [size.width / parts.columns, size.height / parts.rows];
    context.strokeStyle = series().ink;
    context.lineWidth = 2;
    context.strokeRect(left + cursor.column * cellWidth, margin.top + cursor.row * cellHeight, Math.max(3, cellWidth), Math.max(3, cellHeight));
  }
}

function picture(parts: HeatParts, low: number, high: number): HTMLCanvasElement {
  const small = document.createElement('canvas');
  small.width = parts.columns;
  small.height = parts.rows;
  const context = small.getContext('2d')!;
  const colourOf = colours(parts.scale);
  const image = context.createImageData(parts.columns, parts.rows);
  for (let i = 0, at = 0; i < parts.rows; i++) {
    for (let j = 0; j < parts.columns; j++, at += 4) {
      const value = parts.value(i, j);
      if (!Number.isFinite(value)) continue;
      const [red, green, blue] = colourOf(high > low ? (value - low) / (high - low) : 0.5);
      image.data[at] = red;
      image.data[at + 1] = green;
      image.data[at + 2] = blue;
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return small;
}

function labels(context: CanvasRenderingContext2D, parts: HeatParts, size: { width: number; height: number }): void {
  const [ink, left] = [series(), leftOf(parts)];
  context.font = '12px system-ui, sans-serif';
  context.fillStyle = ink.faint;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const rowStep = Math.ceil(parts.rows / Math.max(1, Math.floor(size.height / 18)));
  for (let i = 0; i < parts.rows; i += rowStep) {
    context.fillText(parts.rowName(i).slice(0, Math.floor(left / letterWidth)), left - 6, margin.top + ((i + 0.5) * size.height) / parts.rows);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const columnStep = Math.ceil(parts.columns / Math.max(1, Math.floor(size.width / 52)));
  for (let j = 0; j < parts.columns; j += columnStep) {
    context.fillText(parts.columnName(j).split(' ').at(-1)!, left + ((j + 0.5) * size.width) / parts.columns, margin.top + size.height + 4);
  }
  context.fillStyle = ink.ink;
  context.textAlign = 'left';
  context.fillText(`${parts.columnAxis} →`, 4, margin.top + size.height + 4);
}

function legend(context: CanvasRenderingContext2D, parts: HeatParts, low: number, high: number, size: { width: number; height: number }, height: number): void {
  const [top, left] = [height - 36, leftOf(parts)];
  const colourOf = colours(parts.scale);
  for (let x = 0; x < size.width; x++) {
    const [red, green, blue] = colourOf(x / size.width);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(left + x, top, 1, barHeight);
  }
  context.fillStyle = series().ink;
  context.textBaseline = 'top';
  context.textAlign = 'left';
  context.fillText(num(low), left, top + barHeight + 4);
  context.textAlign = 'center';
  context.fillText(parts.unit, left + size.width / 2, top + barHeight + 4);
  context.textAlign = 'right';
  context.fillText(num(high), left + size.width, top + barHeight + 4);
}
