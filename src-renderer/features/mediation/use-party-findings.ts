import { useDebouncedValue } from '@mantine/hooks';
import { useWatch } from 'react-hook-form';
import type { Finding } from '../../../src-main/contract/mediation/finding.ts';
import { useRoute } from '../../bridge/queries.ts';
import type { CaseForm } from './case-form.ts';
import { forChecking } from './for-checking.ts';

/** Doubts about the parties as they are typed. They warn and never block. */
export function usePartyFindings(): Finding[] {
  const parties = useWatch<CaseForm, 'parties'>({ name: 'parties' });
  const [settled] = useDebouncedValue(parties, 500);
  // An untouched form is not scolded for being empty.
  const started = settled.some((party) => party.name.trim() !== '' || (party.idNumber ?? '') !== '');
  const { data } = useRoute(
    'mediation.checkParties',
    { parties: forChecking(settled) },
    { enabled: started, keepPrevious: true, staleTime: 60_000 },
  );
  return started ? (data?.findings ?? []) : [];
}
