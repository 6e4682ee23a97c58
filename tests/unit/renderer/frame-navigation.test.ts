// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { formatPlace, navigate, parsePlace, type Place } from '../../../src-renderer/app/navigation.ts';

describe('places in the address', () => {
  it('a place written into the address is read back the same, odd characters included', () => {
    const places: Place[] = [
      { page: 'workbench', params: {} },
      { page: 'case', params: { id: '018f-1', mode: 'edit' } },
      { page: 'documents', params: { owner: 'case:018f&x=1', kind: 'a b' } },
    ];
    for (const place of places) {
      expect(parsePlace(formatPlace(place))).toEqual(place);
    }
  });

  it('an unknown page leads to the workbench instead of an empty window', () => {
    expect(parsePlace('#/nowhere?x=1').page).toBe('workbench');
    expect(parsePlace('').page).toBe('workbench');
  });

  it('replacing tells the listeners too: a tab that changed only the address would not be shown', () => {
    let heard = 0;
    window.addEventListener('hashchange', () => heard++);
    navigate({ page: 'settings', params: { tab: 'audit' }, replace: true });
    expect(heard).toBe(1);
    expect(parsePlace(window.location.hash)).toEqual({ page: 'settings', params: { tab: 'audit' } });
  });
});
