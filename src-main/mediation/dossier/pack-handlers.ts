import { papers, type PaperName } from '../../contract/mediation/case-papers.ts';
import type { PackPaper } from '../../contract/mediation/dossier.ts';
import { AppError, fieldError } from '../../platform/app-error.ts';
import { mergePapers } from '../../platform/documents/merge.ts';
import { fileName, readDocument } from '../../platform/documents/registry.ts';
import { prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { partiesOf } from '../case-party-store.ts';
import { caseById, keepCase, type CaseContext } from '../case-store.ts';
import type { CaseRecord } from '../entities.ts';
import { onEvent } from '../stage.ts';
import { issueForm } from '../papers/issue-store.ts';
import { isFed, recordsOnFile } from '../papers/needs-store.ts';
import { paperTable, type RecordKind } from '../papers/paper-table.ts';
import { subjectsOf, type Subject, type Subjects } from '../papers/subject-store.ts';
import { dossierFactsOf } from './facts-store.ts';
import { packFor } from './pack.ts';

type PackRoutes = 'mediation.readPack' | 'mediation.issuePapers' | 'mediation.printPapers';

export const packHandlers: Pick<HandlersOf<'mediation'>, PackRoutes> = {
  async 'mediation.readPack'(context, { caseId }) {
    const { tx, services, actor, today } = context;
    const row = await caseById(context, caseId);
    const { facts } = await dossierFactsOf(tx, row);
    const packs = services.reference.inForce('formPacks', actor.committee.region, row.accepted_on ?? today);
    const needs = new Map(packFor(packs, facts).map((one) => [one.paper, one.need]));
    const subjects = await subjectsOf(tx, caseId);
    const issued = await issuedOf(context, caseId);
    const onFile = await recordsOnFile(tx, caseId);
    const parties = (await partiesOf(tx, caseId)).length;
    const wanted = [...needs.keys()].filter((paper): paper is PaperName => isPaper(paper));
    const others = papers.filter((paper) => !needs.has(paper));
    const archive = await tx.get<{ state: string }>('SELECT state FROM archived_dossiers WHERE case_id = ?', [
      caseId,
    ]);
    const frozen = archive !== undefined && archive.state !== 'reopened';
    return {
      frozen,
      papers: [...wanted, ...others].flatMap((paper) =>
        papersOf(row, paper, subjects, issued).map((one) => ({
          ...one,
          need: needs.get(paper) ?? ('other' as const),
          ready: one.ready && !frozen && lackingOf(paper, onFile, parties) === null,
          lacking: lackingOf(paper, onFile, parties),
        })),
      ),
    };
  },

  async 'mediation.issuePapers'(context, { caseId, papers: chosen }) {
    const row = await caseById(context, caseId);
    const subjects = await subjectsOf(context.tx, caseId);
    const keys = new Set(chosen.map((one) => `${one.paper}/${one.subject}`));
    if (keys.size !== chosen.length) throw fieldError('papers', 'field.duplicate');
    const issued: { documentId: string; number: string; pages: number }[] = [];
    for (const [index, { paper, subject }] of chosen.entries()) {
      // Terms are frozen by being issued: that is done in the agreement’s own editor, with the version that was seen.
      if (paper === 'agreement') throw fieldError(`papers.${index}.paper`, 'field.agreementApart');
      issued.push(await issueForm(context, row, paper, subject, subjects));
    }
    // One entry tells of all of them; `issueForm` told of the last only.
    context.audit([`case:${caseId}`, ...issued.map((one) => `document:${one.documentId}`)], {
      papers: chosen.map((one) => one.paper),
      numbers: issued.map((one) => one.number),
    });
    await keepCase(context, row, {}, false);
    return { issued };
  },

  'mediation.printPapers': prepared<'mediation.printPapers', boolean>({
    async prepare({ read, services }, { caseId, documentIds, copies }) {
      const documents = await read(async (tx) => {
        const found = [];
        for (const id of documentIds) {
          const document = await readDocument(tx, id);
          if (document.row.owner !== `case:${caseId}`) throw new AppError('paper.ofAnotherCase');
          found.push(document);
        }
        return found;
      });
      const title = documents[0]!.row.title;
      const bytes = await mergePapers(
        title,
        documents.map(({ bytes: body }) => body),
      );
      const name = fileName(title);
      return (await services.ports.printer.print({ name, bytes, copies })) === 'printed';
    },
    async commit({ audit }, { caseId, documentIds, copies }, printed) {
      audit([`case:${caseId}`, ...documentIds.map((id) => `document:${id}`)], { printed, copies });
      return { printed };
    },
  }),
};

const isPaper = (name: string): boolean => (papers as readonly string[]).includes(name);

type Issued = PackPaper['issued'][number] & { paper: string; subject: string };

async function issuedOf({ tx }: CaseContext, caseId: string): Promise<Issued[]> {
  const rows = await tx.all<{
    document_id: string;
    paper: string;
    subject: string;
    number: string;
    title: string;
    pages: number;
    issued_at: string;
    issuer: string;
    copy_id: string | null;
    copy_version: number;
    copy_on: string;
  }>(
    `SELECT p.document_id, p.paper, p.subject, d.number, d.title, d.pages, d.issued_at, u.display_name AS issuer,
            a.id AS copy_id, a.version AS copy_version, a.added_on AS copy_on
     FROM issued_papers p JOIN documents d ON d.id = p.document_id JOIN users u ON u.id = d.issued_by
     LEFT JOIN dossier_attachments a ON a.document_id = d.id AND a.withdrawn_on IS NULL
     WHERE p.case_id = ? ORDER BY d.issued_at DESC, d.id DESC`,
    [caseId],
  );
  return rows.map((row) => ({
    paper: row.paper,
    subject: row.subject,
    documentId: row.document_id,
    number: row.number,
    title: row.title,
    pages: row.pages,
    issuedAt: row.issued_at,
    issuedBy: row.issuer,
    signedCopy:
      row.copy_id === null ? null : { id: row.copy_id, version: row.copy_version, addedOn: row.copy_on },
  }));
}

/** Why a paper could say nothing yet although the stage allows it. */
function lackingOf(paper: PaperName, onFile: ReadonlySet<RecordKind>, parties: number): PackPaper['lacking'] {
  if (!isFed(paper, onFile)) return 'record';
  return !paperTable[paper].oneSided && parties < 2 ? 'side' : null;
}

/** One line for the case itself, or one for each record that the paper can be about. */
function papersOf(
  row: CaseRecord,
  paper: PaperName,
  subjects: Subjects,
  issued: readonly Issued[],
): Omit<PackPaper, 'need' | 'lacking'>[] {
  const { subject: kind, when } = paperTable[paper];
  const allowed = typeof when === 'string' ? onEvent(row.stage, when).allowed : when.includes(row.stage);
  // Nobody applied where the committee stepped in by itself; the agreement is issued in its editor.
  const possible = paper !== 'agreement' && !(paper === 'applicationForm' && row.source === 'ownInitiative');
  const about: Subject[] = kind === null ? [{ id: '', title: '' }] : subjects[kind];
  return about.map(({ id, title }) => ({
    paper,
    subject: id,
    subjectTitle: title,
    ready: allowed && possible,
    issued: issued
      .filter((one) => one.paper === paper && one.subject === id)
      .map(({ paper: _paper, subject: _subject, ...one }) => one),
  }));
}
