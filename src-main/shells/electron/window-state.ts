import { readFileSync, writeFileSync } from 'node:fs';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the window remembers. `zoom` 1 is 100 %. */
export interface WindowState {
  bounds: Partial<Rectangle> & { width: number; height: number };
  maximised: boolean;
  zoom: number;
}

export const ZOOM_STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;
export const SMALLEST = { width: 960, height: 600 } as const;
const FIRST: WindowState = { bounds: { width: 1360, height: 860 }, maximised: false, zoom: 1 };
/** So much of the title bar must lie on a screen, in pixels, for the window to be caught with a mouse. */
const GRIP = { width: 120, height: 24 } as const;

/** Reads the state; a missing, damaged or no longer fitting one gives the first-start window, never an error. */
export function readWindowState(file: string, screens: readonly Rectangle[]): WindowState {
  return fitWindowState(readJson(file), screens);
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A window that forgets its place is no reason to disturb anybody.
  }
}

/** The remembered state as far as it is well-formed and visible on one of the screens of today. */
export function fitWindowState(raw: unknown, screens: readonly Rectangle[]): WindowState {
  if (!isRecord(raw)) return fitSize(FIRST, screens);
  const zoom = ZOOM_STEPS.find((step) => step === raw['zoom']) ?? 1;
  const state = { ...FIRST, maximised: raw['maximised'] === true, zoom };
  const bounds = raw['bounds'];
  if (!isRectangle(bounds) || !screens.some((screen) => canBeCaught(bounds, screen)))
    return fitSize(state, screens);
  return { ...state, bounds };
}

/** The next zoom in the direction, or the same at the end of the scale. */
export function nextZoom(current: number, direction: 'in' | 'out'): number {
  const steps = direction === 'in' ? ZOOM_STEPS : [...ZOOM_STEPS].reverse();
  const margin = 0.001;
  const next = steps.find((step) => (direction === 'in' ? step > current + margin : step < current - margin));
  return next ?? current;
}

function fitSize(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const screen = screens[0];
  if (!screen) return state;
  const width = Math.max(SMALLEST.width, Math.min(state.bounds.width, screen.width));
  const height = Math.max(SMALLEST.height, Math.min(state.bounds.height, screen.height));
  return { ...state, bounds: { width, height } };
}

function canBeCaught(bounds: Rectangle, screen: Rectangle): boolean {
  const seen = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const top = bounds.y >= screen.y && bounds.y + GRIP.height <= screen.y + screen.height;
  return seen >= GRIP.width && top;
}

function isRectangle(value: unknown): value is Rectangle {
  if (!isRecord(value)) return false;
  const { x, y, width, height } = value;
  const whole = [x, y, width, height].every((number) => Number.isSafeInteger(number));
  return whole && Number(width) >= SMALLEST.width && Number(height) >= SMALLEST.height;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
