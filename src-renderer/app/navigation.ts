import { useSyncExternalStore } from 'react';

export const pages = [
  'workbench',
  'cases',
  'case',
  'newCase',
  'enquiries',
  'importRegister',
  'batches',
  'batch',
  'covenants',
  'covenant',
  'subsidy',
  'subsidySheet',
  'archive',
  'parties',
  'party',
  'members',
  'member',
  'requests',
  'spending',
  'timebankReview',
  'importHours',
  'activities',
  'activity',
  'sheets',
  'sheet',
  'statements',
  'closing',
  'documents',
  'forms',
  'settings',
] as const;
export type Page = (typeof pages)[number];

/** Where the window is: a page and what it shows (`id`, `tab`, filters). Never personal data: it stands in the address. */
export interface Place {
  page: Page;
  params: Record<string, string>;
}

/** What every page of the window is given. */
export interface PageProps {
  params: Record<string, string>;
}

export interface Destination {
  page: Page;
  params?: Record<string, string>;
  /** Take the place of the present entry of the history, for filters and tabs. */
  replace?: boolean;
}

/** The place that the window shows now. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return parsePlace(hash);
}

/** `const navigate = useNavigate(); navigate({ page: 'member', params: { id } })` */
export function useNavigate(): (destination: Destination) => void {
  return navigate;
}

export function navigate({ page, params = {}, replace = false }: Destination): void {
  const hash = formatPlace({ page, params });
  if (replace) {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else if (window.location.hash !== hash) window.location.hash = hash;
}

export function formatPlace({ page, params }: Place): string {
  const query = new URLSearchParams(params).toString();
  return query === '' ? `#/${page}` : `#/${page}?${query}`;
}

export function parsePlace(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const page = pages.find((known) => known === name) ?? 'workbench';
  return { page, params: Object.fromEntries(new URLSearchParams(query)) };
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
