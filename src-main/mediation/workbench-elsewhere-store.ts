import type { Reader } from '../platform/database/handles.ts';
import { dueForAppraisal, overdueLoans } from './archive/archive-store.ts';
import { dueEnquiries } from './enquiries/enquiry-store.ts';
import { dueCovenants } from './lines/covenant-store.ts';

/**
 * What has come due outside the cases, each counted as its own list shows it: enquiries to look into again, items agreed
 * at a round table, dossiers not brought back, dossiers at the end of their term.
 */
export async function dueElsewhere(tx: Reader, today: string) {
  const count = async (from: string) =>
    (await tx.get<{ n: number }>(`SELECT COUNT(*) AS n FROM ${from}`, [today]))?.n ?? 0;
  return {
    enquiries: await count(`enquiries WHERE ${dueEnquiries}`),
    covenants: await count(`covenants c WHERE ${dueCovenants}`),
    loans: await count(`dossier_loans o WHERE ${overdueLoans}`),
    appraisals: await count(`archived_dossiers a WHERE ${dueForAppraisal}`),
  };
}
