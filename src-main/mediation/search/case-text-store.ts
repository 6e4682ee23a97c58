import type { SearchField, SearchHit } from '../../contract/mediation/search.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { CaseText, NameField } from './words.ts';

/** A case as a line of an answer needs it, with what can be searched for. */
export interface FoundCase extends CaseText {
  id: string;
  stage: CaseStage;
  appliedOn: string;
}

type CaseStage = SearchHit['stage'];
type Piece = [seq: number, field: SearchField | 'head', text: string];

/** Characters kept on both sides of a word where a long text is not read whole; no ID number is longer. */
const KEPT_AROUND = 120;

/*
 * Everything of some cases that can be searched for, in one statement (CROSS JOIN: from the wanted
 * cases on, in this order), as one JSON text: the driver takes longer over a row than SQLite does. Notes of private talks (caucus) and numbers of
 * identity papers are not in it, and must never be: what stands here is shown to everybody who may read cases.
 */
const wanted = `WITH wanted AS MATERIALIZED (
    SELECT cases.seq, cases.id FROM json_each(?) AS one CROSS JOIN cases ON cases.seq = one.value)`;
const heads = `SELECT seq, 'head' AS field, json_array(cases.id, stage, applied_on) AS text
  FROM wanted CROSS JOIN cases USING (seq)`;
const names = `SELECT seq, 'number' AS field, number AS text FROM wanted CROSS JOIN cases USING (seq) WHERE number IS NOT NULL
  UNION ALL SELECT w.seq, 'agreementNumber', a.number FROM wanted w CROSS JOIN agreements a ON a.case_id = w.id
    WHERE a.number IS NOT NULL
  UNION ALL SELECT seq, 'title', title FROM wanted CROSS JOIN cases USING (seq)
  UNION ALL SELECT * FROM (SELECT w.seq, 'party', p.name FROM wanted w CROSS JOIN case_parties p ON p.case_id = w.id
    ORDER BY w.seq, p.position)
  UNION ALL SELECT w.seq, 'representative', r.name FROM wanted w CROSS JOIN case_parties p ON p.case_id = w.id
    CROSS JOIN case_representatives r ON r.party_id = p.id`;
const phones = `SELECT w.seq, 'phone', p.phone FROM wanted w CROSS JOIN case_parties p ON p.case_id = w.id
  WHERE p.phone <> ''`;
const texts = `SELECT seq, 'facts' AS field, facts AS text FROM wanted CROSS JOIN cases USING (seq)
  UNION ALL SELECT c.seq, 'requests', r.value FROM wanted CROSS JOIN cases c USING (seq), json_each(c.requests) r
  UNION ALL SELECT w.seq, 'minutes', s.minutes FROM wanted w CROSS JOIN mediation_sessions s ON s.case_id = w.id
    WHERE s.kind = 'joint'
  UNION ALL SELECT w.seq, 'result', s.result FROM wanted w CROSS JOIN mediation_sessions s ON s.case_id = w.id
    WHERE s.kind = 'joint' AND s.result <> ''
  UNION ALL SELECT w.seq, 'agreementFacts', t.value FROM wanted w CROSS JOIN agreements a ON a.case_id = w.id,
    json_each(json_array(a.facts, a.issues, a.performance)) t WHERE t.value <> ''
  UNION ALL SELECT w.seq, 'clauses', c.text FROM wanted w CROSS JOIN agreements a ON a.case_id = w.id
    CROSS JOIN agreement_clauses c ON c.agreement_id = a.id WHERE c.text <> ''
  UNION ALL SELECT w.seq, 'document', d.number || ' ' || d.title FROM wanted w
    CROSS JOIN documents d ON d.owner = 'case:' || w.id`;
const around = `SELECT seq, field, substr(text, max(1, at - ${KEPT_AROUND}), length(word) + ${2 * KEPT_AROUND})
  FROM (SELECT seq, field, text, word.value AS word, instr(text, word.value) AS at
    FROM (${texts}) CROSS JOIN json_each(?) AS word) WHERE at > 0`;

const statements = {
  all: asJson(heads, names, phones, texts),
  names: asJson(heads, names),
  namesAndPhones: asJson(heads, names, phones),
  around: asJson(heads, names, around),
};

function asJson(...pieces: string[]): string {
  return `${wanted} SELECT json_group_array(json_array(seq, field, text)) AS pieces FROM (${pieces.join(' UNION ALL ')})`;
}

const nameFields: readonly SearchField[] = ['number', 'agreementNumber', 'title', 'party', 'representative'];

/** The searchable texts of cases, by `seq`; a case that is gone is absent. */
export const caseTexts = (tx: Reader, seqs: readonly number[]): Promise<Map<number, FoundCase>> =>
  read(tx, 'all', [JSON.stringify(seqs)]);

/** As `caseTexts`, without the long texts. */
export const caseNames = (
  tx: Reader,
  seqs: readonly number[],
  phones: boolean,
): Promise<Map<number, FoundCase>> => read(tx, phones ? 'namesAndPhones' : 'names', [JSON.stringify(seqs)]);

/**
 * The names, and of the long texts the surroundings of each word where it stands as it was typed: what a line of an
 * answer shows, while the page of a long record stays unread. Not for digits: part of an ID number must not be found.
 */
export const caseTextsAround = (
  tx: Reader,
  seqs: readonly number[],
  words: readonly string[],
): Promise<Map<number, FoundCase>> => read(tx, 'around', [JSON.stringify(seqs), JSON.stringify(words)]);

async function read(
  tx: Reader,
  part: keyof typeof statements,
  params: readonly string[],
): Promise<Map<number, FoundCase>> {
  const found = new Map<number, FoundCase>();
  const row = await tx.get<{ pieces: string }>(statements[part], params);
  // The head of every case stands before its texts.
  for (const [seq, field, text] of JSON.parse(row?.pieces ?? '[]') as Piece[]) {
    if (field === 'head') {
      const [id, stage, appliedOn] = JSON.parse(text) as [string, CaseStage, string];
      found.set(seq, { seq, id, stage, appliedOn, names: [], phones: [], texts: [] });
      continue;
    }
    const one = found.get(seq);
    if (!one) throw new Error(`searchable text of case ${seq} without its head`);
    if (field === 'phone') one.phones.push(text);
    else if (isName(field)) one.names.push({ field, text });
    else one.texts.push({ field, text });
  }
  return found;
}

const isName = (field: SearchField): field is NameField => nameFields.includes(field);
