import { useCallback, useState } from 'react';
import type { CaseParty } from '../../../src-main/contract/mediation/case-values.ts';
import { useCommand } from '../../bridge/commands.ts';

/** The parties of a case in full: asked for by a person, written into the audit trail, kept only while the part is open. */
export function useRevealedParties(caseId: string) {
  const [revealed, setRevealed] = useState<{ parties: CaseParty[]; version: number }>();
  const { run, pending, error } = useCommand('mediation.revealCase', { onDone: setRevealed });
  const reveal = useCallback(() => void run({ id: caseId }), [run, caseId]);
  const hide = useCallback(() => setRevealed(undefined), []);
  return { parties: revealed?.parties, version: revealed?.version, pending, error, reveal, hide };
}
