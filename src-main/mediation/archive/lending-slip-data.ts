import type { ArchiveRow } from '../../contract/mediation/archive.ts';
import type { LendingSlipData } from '../documents/archive-papers-data.ts';
import type { LoanRecord } from './entities.ts';

export interface LendingSource {
  committee: string;
  number: string;
  archivist: string;
  loan: Pick<
    LoanRecord,
    'kind' | 'person' | 'organisation' | 'purpose' | 'taken_on' | 'due_on' | 'returned_on'
  >;
  dossiers: readonly Pick<ArchiveRow, 'archiveNumber' | 'title' | 'pages'>[];
}

/** 档案借阅单: what the register of lending says of one loan; who approves signs by hand. */
export function lendingSlipData({
  committee,
  number,
  archivist,
  loan,
  dossiers,
}: LendingSource): LendingSlipData {
  return {
    committee,
    number,
    archivist,
    borrower: loan.person,
    unit: loan.organisation,
    purpose: loan.purpose,
    manner: loan.kind === 'loan' ? 'borrow' : 'look',
    lentOn: loan.taken_on,
    ...(loan.due_on === null ? {} : { dueOn: loan.due_on }),
    // What is out comes back later: the day is written by hand.
    ...(loan.returned_on === null ? {} : { returnedOn: loan.returned_on }),
    dossiers: dossiers.map(({ archiveNumber, title, pages }) => ({
      dossierNumber: archiveNumber,
      title,
      pages,
    })),
  };
}
