import { isDark } from './settings';

/** The nine colours of the reports that the server and the tool write (ReportStyle.cs), after Okabe and Ito: told apart by everybody; names stand beside every colour. */
const light = ['#0072b2', '#d55e00', '#007a5a', '#a2528c', '#8a6d00', '#56768c', '#882255', '#332288', '#2f8f86'] as const;
const dark = ['#56b4e9', '#ff9149', '#36c99b', '#e39bcf', '#e6c229', '#9fb6c6', '#e58fb3', '#a79be8', '#7fd8cc'] as const;

/** Colour of the i-th of many things beside each other. */
export function nth(i: number): string {
  return (isDark() ? dark : light)[i % light.length]!;
}

/** What things are drawn in: the first three, the limits, and the paper. */
export function series(): { first: string; second: string; third: string; limit: string; ink: string; faint: string; grid: string; ground: string } {
  const [first, second, third, limit] = isDark() ? dark : light;
  return isDark()
    ? { first, second, third, limit, ink: '#e8eaed', faint: '#a9b0b8', grid: '#3a4149', ground: '#1b2026' }
    : { first, second, third, limit, ink: '#1d2329', faint: '#525b65', grid: '#dfe3e8', ground: '#ffffff' };
}

type Rgb = readonly [number, number, number];

const divergingLight: readonly Rgb[] = [[5, 48, 97], [67, 147, 195], [247, 247, 247], [224, 130, 20], [127, 59, 8]];
const divergingDark: readonly Rgb[] = [[120, 190, 245], [45, 105, 155], [43, 49, 56], [190, 110, 20], [255, 190, 90]];
// Cividis, made for people who see no red or no green.
const sequential: readonly Rgb[] = [[0, 34, 78], [53, 69, 108], [102, 105, 112], [148, 142, 119], [200, 184, 102], [254, 232, 56]];

export type Scale = 'diverging' | 'sequential';

/** Colours of the shares 0 … 1 in as many steps as can be told apart. */
export function colours(scale: Scale): (share: number) => Rgb {
  const stops = scale === 'sequential' ? sequential : isDark() ? divergingDark : divergingLight;
  const steps = Array.from({ length: 256 }, (_, step): Rgb => {
    const at = (step / 255) * (stops.length - 1);
    const i = Math.min(stops.length - 2, Math.floor(at));
    const [from, to] = [stops[i]!, stops[i + 1]!];
    const mix = (a: number, b: number) => Math.round(a + (b - a) * (at - i));
    return [mix(from[0], to[0]), mix(from[1], to[1]), mix(from[2], to[2])];
  });
  return (share) => steps[Math.round(255 * Math.min(1, Math.max(0, share)))]!;
}
