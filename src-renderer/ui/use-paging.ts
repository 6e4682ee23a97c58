import { useState } from 'react';

/**
 * Which page of a list is shown: `page` for its route, `pager` for the `Pager` below it. A changed question begins at its
 * first page again.
 */
export function usePaging(limit: number, question: unknown = '') {
  const asked = JSON.stringify(question);
  const [place, setPlace] = useState({ asked, offset: 0 });
  const offset = place.asked === asked ? place.offset : 0;
  return {
    page: { offset, limit },
    pager: { offset, limit, onMove: (next: number) => setPlace({ asked, offset: next }) },
  };
}
