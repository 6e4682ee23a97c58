import type { BrowserWindow } from 'electron';
import { nextZoom } from './window-state.ts';

export interface Zoom {
  step(direction: 'in' | 'out'): void;
  reset(): void;
}

/** Zoom of one window between 80 % and 200 %, by menu, keys or Ctrl and wheel. `changed` hears the new factor. */
export function createZoom(window: BrowserWindow, first: number, changed: (factor: number) => void): Zoom {
  const { webContents } = window;
  let current = first;
  const set = (factor: number) => {
    current = factor;
    webContents.setZoomFactor(factor);
    changed(factor);
  };
  const step = (direction: 'in' | 'out') => set(nextZoom(current, direction));
  // Chromium keeps a zoom per host of its own; ours is the one that counts, on every load.
  webContents.on('dom-ready', () => webContents.setZoomFactor(current));
  webContents.on('zoom-changed', (_event, direction) => step(direction));
  return { step, reset: () => set(1) };
}
