import { useSyncExternalStore } from 'react';

/** How this computer shows the program. No personal data: it stays in the window's storage, readable by whoever sits here. */
export interface Preferences {
  /** Percent of the base size of 16 px. */
  textScale: number;
  highContrast: boolean;
}

export const textScales = [100, 110, 125, 150, 175, 200] as const;

const KEPT_UNDER = 'fengqiao.display';
const listeners = new Set<() => void>();
let current = read();

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  localStorage.setItem(KEPT_UNDER, JSON.stringify(current));
  applyPreferences();
  for (const listener of listeners) listener();
}

/** The root's font size carries every rem of the window; `data-contrast` is read by styles.css. */
export function applyPreferences(): void {
  document.documentElement.style.fontSize = `${(16 * current.textScale) / 100}px`;
  document.documentElement.dataset.contrast = current.highContrast ? 'high' : 'normal';
}

function read(): Preferences {
  const fallback: Preferences = { textScale: 100, highContrast: false };
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_UNDER) ?? '{}') as Partial<Preferences>;
    const textScale = textScales.find((scale) => scale === kept.textScale) ?? fallback.textScale;
    return { textScale, highContrast: kept.highContrast === true };
  } catch {
    return fallback;
  }
}
