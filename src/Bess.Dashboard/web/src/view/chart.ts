import { BarChart, LineChart, type BarSeriesOption, type LineSeriesOption } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, type GridComponentOption, type LegendComponentOption, type TooltipComponentOption } from 'echarts/components';
import { init, use, type ComposeOption, type ECharts } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { series } from './colours';
import { h } from './dom';
import { num } from './format';
import { whenNear } from './near';
import { reported } from './reported';
import { settings } from './settings';
import { tableBehind, type Table } from './table';

use([LineChart, BarChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, DataZoomInsideComponent, CanvasRenderer, SVGRenderer]);

export type Option = ComposeOption<LineSeriesOption | BarSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption>;
export type Line = LineSeriesOption;
export type Bar = BarSeriesOption;

/** A chart with its name, what it says in words, a table and a file. */
export interface Figure {
  element: HTMLElement;
  /** Draws anew. */
  draw: () => void;
}

export interface FigureParts {
  title: string;
  /** One sentence on what can be seen. */
  words: () => string;
  option: () => Option;
  table: () => Table;
  height?: 'tall';
  /** Called with what the first axis across has under a click. */
  pick?: (across: number) => void;
}

const leastPlain = 1e-4;
const axisDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const alive = new Set<{ chart: ECharts; place: HTMLElement; watch: ResizeObserver }>();

/** Lets go of all charts; called when a page is left. */
export function dropCharts(): void {
  for (const { chart, watch } of alive) {
    watch.disconnect();
    chart.dispose();
  }
  alive.clear();
}

export function figure(parts: FigureParts): Figure {
  const place = h('div', { class: `chart ${parts.height ?? ''}`, role: 'img' });
  const words = h('p', { class: 'words' });
  const element = h('figure', { class: 'card' }, h('figcaption', {}, h('h2', {}, parts.title)), place, words, tableBehind(parts.table));
  let chart: ECharts | undefined;
  // When people first saw it, for whoever measures.
  let isSeen = false;
  const paint = whenNear(place, () => {
    if (!place.isConnected || place.clientWidth === 0) return;
    if (!chart) {
      const made = init(place, undefined, { renderer: 'canvas' });
      const watch = new ResizeObserver(() => fit(made, place));
      watch.observe(place);
      alive.add({ chart: made, place, watch });
      if (parts.pick) {
        made.getZr().on('click', (event) => {
          const across: unknown = made.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
          if (typeof across === 'number') parts.pick!(across);
        });
      }
      chart = made;
    }
    fit(chart, place);
    chart.setOption({ ...frame(), ...parts.option() }, { notMerge: true, lazyUpdate: false });
    if (!isSeen) requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(`seen: ${parts.title}`)));
    isSeen = true;
  });
  const draw = () => {
    const said = parts.words();
    words.textContent = said;
    place.setAttribute('aria-label', `${parts.title}. ${said} The table below holds the figures.`);
    paint();
  };
  draw();
  reported(element, { title: parts.title, words: parts.words, table: parts.table, picture: () => drawn(parts) });
  return { element, draw };
}

// A place that is not laid out has no size, and the chart would take a hundred points for it.
function fit(chart: ECharts, place: HTMLElement): void {
  const [width, height] = [place.clientWidth, place.clientHeight];
  if (width > 0 && height > 0 && (chart.getWidth() !== width || chart.getHeight() !== height)) chart.resize({ width, height });
}

const printed = { width: 980, height: 300, tallHeight: 400 } as const;

/** The chart as a drawing of its own. */
function drawn(parts: FigureParts): string {
  const chart = init(null, undefined, { renderer: 'svg', ssr: true, width: printed.width, height: parts.height ? printed.tallHeight : printed.height });
  chart.setOption({ ...frame(), ...parts.option(), backgroundColor: series().ground, textStyle: { color: series().ink, fontFamily: 'system-ui, sans-serif' } });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

function frame(): Option {
  const colours = series();
  return {
    animation: false,
    useUTC: settings.zone === 'utc',
    backgroundColor: 'transparent',
    textStyle: { color: colours.ink, fontFamily: 'inherit' },
    color: [colours.first, colours.second, colours.third, colours.limit],
    grid: { left: 8, right: 12, top: 40, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'all' },
    legend: { type: 'scroll', top: 4, left: 4, right: 4, textStyle: { color: colours.ink }, inactiveColor: colours.faint, itemGap: 14 },
    // Drawn on the canvas: a box of markup would need styles within the page, which its policy refuses.
    tooltip: {
      trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: colours.ground, borderColor: colours.grid,
      textStyle: { color: colours.ink, fontSize: 12 }, valueFormatter: (value) => (typeof value === 'number' ? num(value) : '–'),
    },
  };
}

/** Options of an axis with a name and its unit. */
export function axis(name: string, more: object = {}): object {
  const colours = series();
  return {
    name, nameLocation: 'middle', nameGap: 34, nameTextStyle: { color: colours.ink },
    axisLabel: { color: colours.faint, hideOverlap: true, formatter: axisText }, axisLine: { lineStyle: { color: colours.faint } },
    splitLine: { lineStyle: { color: colours.grid } }, minorSplitLine: { show: false }, ...more,
  };
}

// Short, whatever the size: long labels would push one chart out of line with the next.
function axisText(value: number | string): string {
  if (typeof value !== 'number') return value;
  return (value !== 0 && Math.abs(value) < leastPlain ? value.toExponential(0) : axisDigits.format(value)).replaceAll('-', '−');
}

/** An axis of instants: hours and days of the zone that is chosen. */
export function timeAxis(more: object = {}): object {
  const base = axis('') as { axisLabel: object };
  const formatter = { year: '{yyyy}', month: '{d} {MMM}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}' };
  return { type: 'time', ...base, axisLabel: { ...base.axisLabel, formatter }, ...more };
}

/** A logarithmic axis: powers of ten. */
export function logAxis(name: string): object {
  const base = axis(name) as { axisLabel: object };
  return { type: 'log', ...base, axisLabel: { ...base.axisLabel, formatter: (value: number) => (value >= 0.01 && value <= 1000 ? String(value) : value.toExponential(0)) } };
}

/** What a logarithmic axis can show: what is not positive is a gap. */
export function positive(value: number): number | null {
  return Number.isFinite(value) && value > 0 ? value : null;
}

export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
