import { caseInput, type CaseFields } from '../../contract/mediation/case-values.ts';
import { rememberParties } from '../../people/public.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { enterNumbers, issueNumber } from '../../platform/numbers/numbers.ts';
import type { CommandContext } from '../../platform/router/handlers.ts';
import { keepCase, newCase, nextSeq } from '../case-store.ts';
import { CaseMediators, CaseParties, Cases, type CaseRecord } from '../entities.ts';
import { fold } from '../search/fold.ts';
import { indexCases } from '../search/index-store.ts';
import { CaseOrigins } from './entities.ts';
import type { CheckedLine } from './import-check.ts';
import type { ImportCase } from './import-line.ts';
import type { ImportParty } from './import-parties.ts';

/** Lines written together: a statement for each line and table would take ten times as long. */
const TOGETHER = 100;

export interface ImportSource {
  fileName: string;
  sha256: string;
}

interface Writing {
  context: CommandContext;
  source: ImportSource;
  mediators: ReadonlyMap<string, string>;
  /** Entries of the directory by `personKey`. */
  people: Map<string, string>;
}

/** A line and the row that is made of it. */
interface Made {
  line: CheckedLine;
  row: CaseRecord;
}

/** Writes the cases of good lines with everything that belongs to them, in the running transaction. */
export async function writeLines(
  context: CommandContext,
  source: ImportSource,
  lines: readonly CheckedLine[],
  progress: (done: number) => void,
): Promise<void> {
  const mediators = await mediatorsByName(context.tx);
  const people = await knownPeople(context.tx);
  for (let at = 0; at < lines.length; at += TOGETHER) {
    await writeTogether({ context, source, mediators, people }, lines.slice(at, at + TOGETHER));
    progress(Math.min(lines.length, at + TOGETHER));
  }
}

async function writeTogether(writing: Writing, lines: readonly CheckedLine[]): Promise<void> {
  const { context, source, mediators } = writing;
  const { tx, actor, now } = context;
  const made = await rowsOf(context, lines);
  await tx.insert(
    Cases,
    made.map(({ row }) => ({ ...row, version: 1 })),
  );
  await writeParties(writing, made);
  await tx.insert(
    CaseMediators,
    made.flatMap(({ line, row }) => {
      const userId = row.accepted_on === null ? undefined : mediators.get(fold(line.case.mediator));
      return userId === undefined
        ? []
        : [{ case_id: row.id, user_id: userId, position: 0, lead: 1, chosen_by: 'committee' as const }];
    }),
  );
  await tx.insert(
    CaseOrigins,
    made.map(({ line, row }) => ({
      case_id: row.id,
      file_name: source.fileName,
      file_sha256: source.sha256,
      line: line.line,
      fingerprint: line.fingerprint,
      mediator: line.case.mediator,
      amount_fen: line.case.amountFen,
      note: line.case.note,
      imported_by: actor.userId,
      imported_at: now,
    })),
  );
  // What is open gets its deadline and next action as any case does; what is over needs none.
  for (const { line, row } of made) if (line.case.end.stage === 'open') await keepCase(context, row);
  await indexCases(
    tx,
    made.map(({ row }) => row.seq),
  );
}

async function rowsOf(context: CommandContext, lines: readonly CheckedLine[]): Promise<Made[]> {
  const first = await nextSeq(context.tx);
  const made: Made[] = [];
  for (const [index, line] of lines.entries()) {
    const id = context.services.ids.next();
    const row = newCase(context, { id, seq: first + index }, fieldsOf(context, line.case));
    made.push({ line, row: { ...row, ...courseOf(line.case) } });
  }
  const numbered = made.filter(({ row }) => row.accepted_on !== null);
  const given = numbered.filter(({ line }) => line.case.number !== '');
  for (const { line, row } of given) row.number = line.case.number;
  await enterNumbers(
    context,
    'case',
    given.map(({ line, row }) => ({ number: line.case.number, on: row.accepted_on ?? '', ownerId: row.id })),
  );
  for (const { row } of numbered.filter((one) => !given.includes(one))) {
    const issued = await issueNumber(context, { kind: 'case', on: row.accepted_on ?? '', ownerId: row.id });
    row.number = issued.number;
  }
  return made;
}

/** Where the old register left the case. */
function courseOf({ acceptedOn, amountFen, end }: ImportCase): Partial<CaseRecord> {
  const accepted = acceptedOn !== null && end.stage !== 'declined';
  return {
    accepted_on: accepted ? acceptedOn : null,
    amount_fen: amountFen,
    stage: end.stage === 'open' ? (accepted ? 'accepted' : 'registered') : end.stage,
    ...(end.stage === 'closed' ? { closed_on: end.on, outcome: end.outcome } : {}),
    ...(end.stage === 'terminated' ? { terminated_on: end.on, termination_reason: end.reason } : {}),
    ...(end.stage === 'declined' ? { declined_on: end.on } : {}),
  };
}

/** Parties of the cases. Somebody with the same name and phone, or a body of the same name, is one entry of the directory. */
async function writeParties({ context, people }: Writing, made: readonly Made[]): Promise<void> {
  const { tx, services } = context;
  const all = made.flatMap(({ line, row }) =>
    line.case.parties.map((party, position) => ({ party, position, caseId: row.id, entry: '' })),
  );
  const unknown: typeof all = [];
  const coming = new Set<string>();
  for (const one of all) {
    const key = personKey(one.party);
    if (key !== null && (people.has(key) || coming.has(key))) continue;
    if (key !== null) coming.add(key);
    unknown.push(one);
  }
  const ids = await rememberParties(
    context,
    unknown.map((one) => directoryFields(one.party)),
  );
  for (const [index, one] of unknown.entries()) {
    one.entry = ids[index] ?? '';
    const key = personKey(one.party);
    if (key !== null) people.set(key, one.entry);
  }
  await tx.insert(
    CaseParties,
    all.map(({ party, position, caseId, entry }) => ({
      ...emptyParty,
      id: services.ids.next(),
      case_id: caseId,
      position,
      role: party.role,
      kind: party.kind,
      name: party.name,
      phone: party.phone,
      directory_id: entry || (people.get(personKey(party) ?? '') ?? ''),
    })),
  );
}

/** The directory by what makes two entries the same; read once, not searched for every party of the file. */
async function knownPeople(tx: Reader): Promise<Map<string, string>> {
  const rows = await tx.all<Pick<ImportParty, 'kind' | 'name' | 'phone'> & { id: string }>(
    'SELECT id, kind, name, phone FROM parties ORDER BY id DESC',
  );
  return new Map(
    rows.flatMap((row) => {
      const key = personKey(row);
      return key === null ? [] : [[key, row.id] as const];
    }),
  );
}

/** Null: a name alone does not tell one person from another. */
const personKey = ({ kind, name, phone }: Pick<ImportParty, 'kind' | 'name' | 'phone'>): string | null =>
  phone !== '' || kind === 'organisation' ? `${kind} ${name} ${phone}` : null;

async function mediatorsByName(tx: Reader): Promise<Map<string, string>> {
  const rows = await tx.all<{ id: string; display_name: string }>(
    `SELECT DISTINCT users.id, display_name FROM users JOIN user_roles ON user_id = users.id
     WHERE active = 1 AND role IN ('administrator', 'mediator')`,
  );
  return new Map(rows.map((row) => [fold(row.display_name), row.id]));
}

function fieldsOf({ services }: CommandContext, line: ImportCase): CaseFields {
  return caseInput.parse({
    title: line.title,
    disputeType: line.disputeType,
    disputeSubType: line.disputeSubType,
    source: line.source,
    referralSource: line.referralSource,
    appliedOn: line.appliedOn,
    facts: line.facts,
    requests: line.requests.slice(0, 20),
    parties: line.parties.map((party) => ({ id: services.ids.next(), ...party })),
  });
}

const directoryFields = (party: ImportParty) => ({
  ...{ kind: party.kind, name: party.name, phone: party.phone, gender: 'unknown' as const },
  ...{ ethnicity: '', birthDate: null, age: null, occupation: '', address: '', idType: 'unknown' as const },
  ...{ idNumber: '', creditCode: '', legalRepresentative: '', legalRepresentativePost: '' },
});

const emptyParty = {
  ...{
    consents: null,
    gender: 'unknown' as const,
    ethnicity: '',
    birth_date: null,
    age: null,
    occupation: '',
  },
  ...{ address: '', id_type: 'unknown' as const, id_number: '', credit_code: '' },
  ...{ legal_representative: '', legal_representative_post: '' },
};
