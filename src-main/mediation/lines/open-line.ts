import { AppError } from '../../platform/app-error.ts';
import type { CaseRecord } from '../entities.ts';

/** Errors: `case.stageForbids` for a case that was declined or terminated. */
export function requireOpenLine(row: Pick<CaseRecord, 'stage'>): void {
  if (row.stage !== 'declined' && row.stage !== 'terminated') return;
  throw new AppError('case.stageForbids', {
    params: { stage: row.stage, event: 'saveLine', reason: 'over' },
  });
}
