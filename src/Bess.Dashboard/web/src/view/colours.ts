import { reportColours } from './reportStyle';
import { isDark } from './settings';

/** Colour of the i-th of many things beside each other. */
export function nth(i: number): string {
  const all = here();
  return all[i % all.length]!;
}

/** What things are drawn in: the first three, the limits, and the paper. */
export function series(): { first: string; second: string; third: string; limit: string; ink: string; faint: string; grid: string; ground: string } {
  const [first, second, third, limit] = here() as [string, string, string, string];
  return isDark()
    ? { first, second, third, limit, ink: '#e8eaed', faint: '#a9b0b8', grid: '#3a4149', ground: '#1b2026' }
    : { first, second, third, limit, ink: '#1d2329', faint: '#525b65', grid: '#dfe3e8', ground: '#ffffff' };
}

const here = () => (isDark() ? reportColours.dark : reportColours.light);

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
