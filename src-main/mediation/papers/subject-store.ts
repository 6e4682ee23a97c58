import type { PaperName } from '../../contract/mediation/case-papers.ts';
import { notFound } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { civilDate, formatDate } from '../../platform/dates.ts';
import { fen, formatYuan } from '../../platform/money.ts';
import { paperTable, subjectKinds, type SubjectKind } from './paper-table.ts';

/** A record that a paper can be about. Its title stands in catalogues, therefore in Chinese. */
export interface Subject {
  id: string;
  title: string;
}

export type Subjects = Record<SubjectKind, Subject[]>;

interface Row {
  id: string;
  on: string | null;
  name: string;
}

/*
 * Where the records are kept. A caucus is no subject: `kind = 'joint'` keeps it out of every paper. Struck-out and
 * reversed records, and those marked as not for the dossier, ask for no paper.
 */
const queries: Record<SubjectKind, string> = {
  party: `SELECT p.id, NULL AS "on", p.name FROM case_parties p WHERE p.case_id = ?
    AND EXISTS (SELECT 1 FROM case_representatives r WHERE r.party_id = p.id AND r.kind = 'agent') ORDER BY p.position`,
  investigation: `SELECT id, held_on AS "on", asked AS name FROM investigations
    WHERE case_id = ? AND in_dossier = 1 ORDER BY number`,
  session: `SELECT id, held_on AS "on", ROW_NUMBER() OVER (ORDER BY number) AS name FROM mediation_sessions
    WHERE case_id = ? AND kind = 'joint' ORDER BY number`,
  recusal: `SELECT r.id, r.decided_on AS "on", u.display_name AS name FROM recusals r JOIN users u ON u.id = r.user_id
    WHERE r.case_id = ? ORDER BY r.decided_on, r.id`,
  extension: `SELECT id, agreed_on AS "on", '' AS name FROM term_extensions
    WHERE case_id = ? AND cancel_reason = '' ORDER BY to_on, id`,
  suspension: `SELECT id, from_on AS "on", '' AS name FROM term_suspensions
    WHERE case_id = ? AND cancel_reason = '' ORDER BY from_on, id`,
  entry: `SELECT id, done_on AS "on", amount_fen AS name FROM performance_entries e
    WHERE case_id = ? AND kind = 'receipt'
      AND NOT EXISTS (SELECT 1 FROM performance_entries r WHERE r.reverses_id = e.id) ORDER BY done_on, id`,
  urging: `SELECT id, urged_on AS "on", '' AS name FROM performance_urgings WHERE case_id = ? ORDER BY urged_on, id`,
  visit: `SELECT id, visited_on AS "on", '' AS name FROM return_visits WHERE case_id = ? ORDER BY visited_on, id`,
};

/** Everything on a case that papers can be about. */
export async function subjectsOf(tx: Reader, caseId: string): Promise<Subjects> {
  const found: Partial<Subjects> = {};
  for (const kind of subjectKinds) {
    const rows = await tx.all<Row>(queries[kind], [caseId]);
    found[kind] = rows.map((row) => ({ id: row.id, title: titleOf(kind, row) }));
  }
  return found as Subjects;
}

/** The record that a paper of this case is to be about. Errors: `record.notFound` for another case’s or none. */
export function subjectOf(subjects: Subjects, paper: PaperName, id: string): Subject | null {
  const kind = paperTable[paper].subject;
  if (kind === null) {
    if (id !== '') throw notFound('subject');
    return null;
  }
  const subject = subjects[kind].find((one) => one.id === id);
  if (!subject) throw notFound(kind);
  return subject;
}

function titleOf(kind: SubjectKind, { on, name }: Row): string {
  const day = on === null ? '' : formatDate(civilDate(on));
  switch (kind) {
    case 'party':
      return name;
    case 'session':
      return `第${name}次，${day}`;
    case 'entry':
      return `${day}，${formatYuan(fen(Number(name)))}`;
    default:
      return [name, day].filter((part) => part !== '').join('，');
  }
}
