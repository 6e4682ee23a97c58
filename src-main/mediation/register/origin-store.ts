import type { RouteOutput } from '../../contract/index.ts';
import { userNames } from '../../people/public.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CaseOriginRecord } from './entities.ts';

/** The amount that an old register gave for a case whose agreement was never entered here, in 分. */
export async function importedAmount(tx: Reader, caseId: string): Promise<number | null> {
  const row = await tx.get<{ amount_fen: number | null }>(
    'SELECT amount_fen FROM case_origins WHERE case_id = ?',
    [caseId],
  );
  return row?.amount_fen ?? null;
}

/** What a case came from, for the note on its file. */
export async function originOf(tx: Reader, caseId: string): Promise<RouteOutput<'mediation.readCaseOrigin'>> {
  const enquiry = await tx.get<{ id: string; number: string; received_on: string }>(
    'SELECT id, number, received_on FROM enquiries WHERE case_id = ?',
    [caseId],
  );
  const origin = await tx.get<CaseOriginRecord>('SELECT * FROM case_origins WHERE case_id = ?', [caseId]);
  const names = origin ? await userNames(tx, [origin.imported_by]) : undefined;
  return {
    enquiry: enquiry ? { id: enquiry.id, number: enquiry.number, receivedOn: enquiry.received_on } : null,
    imported: origin
      ? {
          fileName: origin.file_name,
          line: origin.line,
          mediator: origin.mediator,
          note: origin.note,
          importedBy: names?.get(origin.imported_by) ?? '',
          importedAt: origin.imported_at,
        }
      : null,
  };
}
