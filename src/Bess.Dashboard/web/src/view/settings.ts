/** What a person chose for all pages; kept in this browser. */
export interface Settings {
  theme: 'system' | 'light' | 'dark';
  zone: 'utc' | 'local';
}

const name = 'bess-settings';

function load(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Settings>;
    return {
      theme: kept.theme === 'light' || kept.theme === 'dark' ? kept.theme : 'system',
      zone: kept.zone === 'local' ? 'local' : 'utc',
    };
  } catch {
    return { theme: 'system', zone: 'utc' };
  }
}

export const settings: Settings = load();

export function keepSettings(): void {
  localStorage.setItem(name, JSON.stringify(settings));
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

let isOnPaper = false;

/** Does something as on white paper, whatever the theme. */
export function onPaper<T>(draw: () => T): T {
  isOnPaper = true;
  try {
    return draw();
  } finally {
    isOnPaper = false;
  }
}

export function isDark(): boolean {
  return !isOnPaper && isDarkChosen();
}

function isDarkChosen(): boolean {
  return settings.theme === 'dark' || (settings.theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}
