import type { DossierView } from '../../contract/mediation/dossier.ts';
import type { RetentionTerm } from '../../contract/mediation/archive.ts';
import { AppError } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { canonicalJson, sha256 } from '../../platform/hash.ts';
import { ArchivedDossiers, type ArchivedDossierRecord } from '../archive/entities.ts';
import { retentionRuleFor, retainUntil } from '../archive/retention.ts';
import type { CaseContext } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { mediatorsOf } from '../mediator-store.ts';
import { subjectsOf } from '../papers/subject-store.ts';
import { completenessOf, contentsOf, type ContentRow, type PlacedItem } from './contents.ts';
import { BoundDossiers, Dossiers, type DossierRecord } from './entities.ts';
import { dossierFactsOf } from './facts-store.ts';
import type { DossierFacts } from './facts.ts';
import { choicesOf, expectedOf, materialsOf } from './material-store.ts';
import { qualityRulesOn } from './quality-store.ts';
import { scoreOf, type ScoreInput } from './score.ts';

/** Everything about the dossier of a case as it stands now. */
export interface DossierState {
  row: CaseRecord;
  record: DossierRecord | null;
  facts: DossierFacts;
  rows: ContentRow[];
  completeness: DossierView['completeness'];
  score: DossierView['score'];
  retention: Retention;
  /** Hash of all that a binding now would show; another one than that of the bound dossier: something came after it. */
  fingerprint: string;
  archive: ArchivedDossierRecord | null;
}

export interface Retention {
  term: RetentionTerm | null;
  years: number | null;
  until: string | null;
  proposal: DossierView['retention']['proposal'];
  terms: DossierView['retention']['terms'];
}

/** Reads a dossier in full: contents, gaps, score, term. */
export async function dossierStateOf(context: CaseContext, row: CaseRecord): Promise<DossierState> {
  const { tx } = context;
  const { scoring, ...contents } = await contentsStateOf(context, row);
  const archive = await archiveOf(tx, row.id);
  const retention = await retentionOf(context, row, contents.record);
  return {
    row,
    ...contents,
    score: keptScore(archive) ?? (await scoreNow(context, row, scoring)),
    retention,
    archive,
    fingerprint: await fingerprintOf(tx, row, contents.record, contents.rows, retention),
  };
}

/**
 * The score alone, with nothing read that it does not need: a sheet asks for thousands. Of an archived dossier the one
 * kept on the day of archiving; else what the rules in force say now.
 */
export async function dossierScoreOf(context: CaseContext, row: CaseRecord): Promise<DossierView['score']> {
  const kept = keptScore(await archiveOf(context.tx, row.id));
  if (kept) return kept;
  return scoreNow(context, row, (await contentsStateOf(context, row)).scoring);
}
/** Errors: `dossier.archived` when the dossier of the case is in the archive and not opened again. */
export async function requireOpenDossier(tx: Reader, caseId: string): Promise<void> {
  const archive = await archiveOf(tx, caseId);
  if (archive && archive.state !== 'reopened') throw new AppError('dossier.archived');
}

/** The last binding of a case, and whether it still shows the state of the file. */
export async function boundDossierOf(tx: Reader, caseId: string, fingerprint: string) {
  const bound = await tx
    .find(BoundDossiers)
    .findOne({ where: { case_id: caseId }, order: { bound_at: 'DESC', document_id: 'DESC' } });
  if (!bound) return null;
  const document = await tx.get<{ number: string; pages: number }>(
    'SELECT number, pages FROM documents WHERE id = ?',
    [bound.document_id],
  );
  return {
    documentId: bound.document_id,
    number: document?.number ?? '',
    pages: document?.pages ?? 0,
    boundAt: bound.bound_at,
    current: bound.fingerprint === fingerprint,
    contents: JSON.parse(bound.contents) as { title: string; from: number | null; pages: number }[],
  };
}

/** Items that a binding takes, in their order. */
export const boundItems = (rows: readonly ContentRow[]): PlacedItem[] =>
  rows.flatMap((row) => row.items.filter((item) => item.included));

/** What lies in the dossier and what is missing, with what its score looks at. */
async function contentsStateOf(
  { tx, services, actor, today }: CaseContext,
  row: CaseRecord,
): Promise<Pick<DossierState, 'record' | 'facts' | 'rows' | 'completeness'> & { scoring: ScoreInput }> {
  const catalogue = services.reference.inForce(
    'dossierCatalogue',
    actor.committee.region,
    judgedOn(row, today),
  );
  const record = await tx.find(Dossiers).findOneBy({ case_id: row.id });
  const subjects = await subjectsOf(tx, row.id);
  const { facts, score } = await dossierFactsOf(tx, row);
  const hasSituation = (record?.situation ?? '') !== '';
  const rows = contentsOf({
    catalogue,
    materials: await materialsOf(tx, row.id, subjects),
    choices: await choicesOf(tx, row.id),
    expected: expectedOf(subjects),
    facts,
    hasSituation,
  });
  const completeness = completenessOf(rows, facts, catalogue);
  const missing = completeness.must - completeness.present;
  const scoring = { ...score, missing, hasSignedCopy: hasSignedAgreement(rows), hasSituation };
  return { record, facts, rows, completeness, scoring };
}

async function scoreNow(
  context: CaseContext,
  row: CaseRecord,
  scoring: ScoreInput,
): Promise<DossierView['score']> {
  const rules = await qualityRulesOn(context, judgedOn(row, context.today));
  return { ...scoreOf(rules, scoring), kept: false };
}

/** The day whose rules count: that of the end, and today while the case goes on. */
const judgedOn = (row: CaseRecord, today: string): string => row.closed_on ?? row.terminated_on ?? today;

const archiveOf = (tx: Reader, caseId: string) => tx.find(ArchivedDossiers).findOneBy({ case_id: caseId });

function keptScore(archive: ArchivedDossierRecord | null): DossierView['score'] | null {
  if (!archive || archive.state === 'reopened') return null;
  return { points: archive.score, kept: true, reasons: JSON.parse(archive.score_reasons) as never };
}

/** The term of the rules and the one that was chosen in its place (domain/mediation.md §1.7). */
async function retentionOf(
  { tx, services, actor, today }: CaseContext,
  row: CaseRecord,
  record: DossierRecord | null,
): Promise<Retention> {
  const endedOn = row.closed_on ?? row.terminated_on;
  const { region } = actor.committee;
  const terms = services.reference.inForce('retentionTerms', region, endedOn ?? today);
  const shown = terms.map(({ code, years }) => ({ term: code, years }));
  if (endedOn === null) return { term: null, years: null, until: null, proposal: null, terms: shown };
  const agreement = await tx.get<{ form: 'written' | 'oral' }>(
    'SELECT form FROM agreements WHERE case_id = ? AND issued_document_id IS NOT NULL',
    [row.id],
  );
  const parties = await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM case_parties WHERE case_id = ?', [
    row.id,
  ]);
  const rule = retentionRuleFor(services.reference.inForce('retentionRules', region, endedOn), {
    disputeType: row.dispute_type,
    disputeSubType: row.dispute_sub_type,
    ended: row.stage === 'closed' ? 'agreement' : 'termination',
    form: row.stage === 'closed' ? (agreement?.form ?? null) : null,
    outcome: row.outcome,
    amountFen: row.amount_fen,
    parties: parties?.n ?? 0,
    endedOn,
  });
  const yearsOf = (term: RetentionTerm) => terms.find((one) => one.code === term)?.years ?? null;
  const untilOf = (term: RetentionTerm, years: number | null) =>
    retainUntil(endedOn, years, terms.find((one) => one.code === term)?.countedFrom ?? 'nextYear');
  const proposal = rule && {
    term: rule.term,
    years: yearsOf(rule.term),
    until: untilOf(rule.term, yearsOf(rule.term)),
    rule: rule.code,
    name: rule.name,
    source: rule.source,
  };
  const term = record?.retention_term ?? rule?.term ?? null;
  const years = term === null || term === 'permanent' ? null : (record?.retention_years ?? yearsOf(term));
  return {
    term,
    years,
    until: term === null ? null : untilOf(term, years),
    proposal: proposal ?? null,
    terms: shown,
  };
}

function hasSignedAgreement(rows: readonly ContentRow[]): boolean {
  return boundItems(rows).some((item) => item.paper === 'agreement' && item.signedCopy !== null);
}

async function fingerprintOf(
  tx: Reader,
  row: CaseRecord,
  record: DossierRecord | null,
  rows: readonly ContentRow[],
  retention: Retention,
): Promise<string> {
  return sha256(
    canonicalJson({
      title: row.title,
      number: row.number,
      type: row.dispute_type,
      days: [row.accepted_on, row.closed_on, row.terminated_on],
      mediators: (await mediatorsOf(tx, row.id)).map((one) => one.name),
      situation: record?.situation ?? '',
      names: [record?.compiled_by ?? '', record?.checked_by ?? ''],
      bags: record?.evidence_bags ?? 0,
      retention: [retention.term, retention.years],
      rows: rows.map(({ code, name, items, lacking }) => ({
        code,
        name,
        lacking: lacking.map((one) => [one.paper, one.subject]),
        items: items
          .filter((item) => item.included)
          .map((item) => [
            item.kind,
            item.id,
            item.title,
            item.sha256,
            item.signedCopy?.sha256 ?? '',
            item.pages,
          ]),
      })),
    }),
  );
}
