import { useEffect } from 'react';

const IDLE_MS = 15 * 60_000;
const LOOK_EVERY_MS = 15_000;
const SIGNS_OF_LIFE = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'compositionupdate'] as const;

/** Locks after fifteen minutes without a key or the pointer; a computer that slept counts its sleep. */
export function useIdleLock(active: boolean, lock: () => void): void {
  useEffect(() => {
    if (!active) return;
    let last = Date.now();
    const alive = () => {
      last = Date.now();
    };
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, alive, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (Date.now() - last >= IDLE_MS) lock();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, alive, { capture: true });
    };
  }, [active, lock]);
}
