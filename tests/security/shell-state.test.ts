import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenDataDir } from '../../src-main/shells/electron/arguments.ts';
import { fitWindowState, nextZoom, readWindowState } from '../../src-main/shells/electron/window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1040 };
const kept = { bounds: { x: 100, y: 50, width: 1200, height: 800 }, maximised: true, zoom: 1.5 };

describe('story: the window is gone after the second screen was unplugged, or after its file was damaged', () => {
  it('a state that fits is taken as it is', () => {
    expect(fitWindowState(kept, [screen])).toEqual(kept);
  });

  it.each([
    { ...kept.bounds, x: 5000 },
    { ...kept.bounds, x: -1150 },
    { ...kept.bounds, y: -300 },
    { ...kept.bounds, y: 1035 },
    { ...kept.bounds, width: 10 },
    { ...kept.bounds, height: 1e9 + 0.5 },
    { ...kept.bounds, x: '0' },
    null,
  ])('bounds that nobody could catch are replaced, zoom and maximised stay: %j', (bounds) => {
    const state = fitWindowState({ ...kept, bounds }, [screen]);
    expect(state.bounds).toEqual({ width: 1360, height: 860 });
    expect([state.maximised, state.zoom]).toEqual([true, 1.5]);
  });

  it('a window on the second screen is caught there', () => {
    const second = { x: 1920, y: 0, width: 1280, height: 1000 };
    const bounds = { x: 2000, y: 10, width: 1000, height: 700 };
    expect(fitWindowState({ ...kept, bounds }, [screen, second]).bounds).toEqual(bounds);
    expect(fitWindowState({ ...kept, bounds }, [screen]).bounds).not.toEqual(bounds);
  });

  it('the first window fits a small screen', () => {
    const small = { x: 0, y: 0, width: 1280, height: 720 };
    expect(fitWindowState(undefined, [small]).bounds).toEqual({ width: 1280, height: 720 });
  });

  it.each(['', 'null', '[]', '{"zoom":999}', '{"zoom":"2"}', '\u0000'])(
    'a damaged file opens the first window: %j',
    (text) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'shell-state-'));
      const file = path.join(folder, 'window.json');
      writeFileSync(file, text);
      expect(readWindowState(file, [screen])).toEqual({
        bounds: { width: 1360, height: 860 },
        maximised: false,
        zoom: 1,
      });
      rmSync(folder, { recursive: true });
    },
  );

  it('zoom goes step by step to 200 % and to 80 % and no further', () => {
    const climb = [1];
    for (let step = 0; step < 8; step++) climb.push(nextZoom(climb.at(-1) ?? 1, 'in'));
    expect(climb).toEqual([1, 1.1, 1.25, 1.5, 1.75, 2, 2, 2, 2]);
    expect(nextZoom(0.8, 'out')).toBe(0.8);
    expect(nextZoom(1.1, 'out')).toBe(1);
  });
});

describe('story: the program opens another centre’s data than the person named', () => {
  const read = (argv: string[], env = {}) => chosenDataDir(argv, env, path.resolve('/somewhere'));
  it('--data comes before the variable, and a relative folder is meant from where the program was started', () => {
    expect(read(['--no-sandbox', '--data', 'here'])).toBe(path.resolve('/somewhere/here'));
    expect(read(['--data=/there', 'file'], { FENGQIAO_DATA: '/env' })).toBe(path.resolve('/there'));
    expect(read(['--inspect=0'], { FENGQIAO_DATA: '/env' })).toBe(path.resolve('/env'));
  });

  it('no folder, an empty one or a forgotten value name none', () => {
    expect(read([])).toBeUndefined();
    expect(read(['--data', ''])).toBeUndefined();
    expect(read(['--data'])).toBeUndefined();
  });
});
