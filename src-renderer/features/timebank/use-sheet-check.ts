import { useMemo } from 'react';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import type { RouteInput, RouteOutput } from '../../../src-main/contract/index.ts';
import { call } from '../../bridge/api.ts';
import { useSession } from '../../bridge/session.tsx';
import { findingsByLine, type LineFinding } from './sheet-findings.ts';
import { isBlank, toDraftInput, type DraftLine } from './sheet-lines.ts';

export interface SheetCheck {
  /** Remarks by line id. */
  lines: ReadonlyMap<string, readonly LineFinding[]>;
  head: readonly Finding[];
  credits: RouteOutput<'timebank.checkSheet'>['credits'];
  /** The answer is to what is typed now, not to what was typed before. */
  current: boolean;
}

const PAUSE_MS = 300;

/** What the main process remarks on the sheet as it is being typed, asked once the keyboard rests for 300 ms. */
export function useSheetCheck(
  sheetId: string | undefined,
  head: object,
  lines: readonly DraftLine[],
): SheetCheck {
  const session = useSession();
  const body = useMemo(
    () =>
      JSON.stringify({
        ...(sheetId === undefined ? {} : { sheetId }),
        sheet: { ...head, lines: lines.filter((line) => !isBlank(line)).map(toDraftInput) },
      }),
    [sheetId, head, lines],
  );
  const [asked] = useDebouncedValue(body, PAUSE_MS);
  const { data } = useQuery({
    queryKey: ['timebank.checkSheet', asked],
    queryFn: async () => {
      const input = JSON.parse(asked) as RouteInput<'timebank.checkSheet'>;
      // Remarks name lines by position: the ids that were sent stay with the answer, whatever is typed meanwhile.
      const ids = input.sheet.lines.map((line) => String(line['id']));
      return { asked, ids, answer: await call('timebank.checkSheet', input) };
    },
    enabled: session.state !== 'locked' && !asked.endsWith('"lines":[]}}'),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return useMemo(() => {
    if (!data) return { lines: new Map(), head: [], credits: [], current: false };
    const { lines: byLine, head: onHead } = findingsByLine(data.answer.findings, data.ids);
    return { lines: byLine, head: onHead, credits: data.answer.credits, current: data.asked === body };
  }, [data, body]);
}
