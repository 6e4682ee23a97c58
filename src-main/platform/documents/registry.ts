import { createHash } from 'node:crypto';
import type { Pdf } from '../../contract/documents.ts';
import { AppError, notFound } from '../app-error.ts';
import type { Reader } from '../database/handles.ts';
import { canonicalJson } from '../hash.ts';
import type { CommandContext } from '../router/handlers.ts';
import type { Services } from '../services.ts';
import { seal } from '../seals/seal-store.ts';
import { documentDigest } from './document-digest.ts';
import { DocumentBlobs, Documents, type DocumentRow } from './entities.ts';
import { documentError } from './refusals.ts';
import type { RenderedDocument } from './engine.ts';

export type DocumentKind = DocumentRow['kind'];

/** What a paper is made of: its template's kind and the snapshot of data that the template's schema checks. */
export interface Paper {
  kind: DocumentKind;
  number: string;
  title: string;
  /** `case:<id>`, `member:<id>` or `batch:<month>`. */
  owner: string;
  data: unknown;
}

/** The same with its data as JSON: of a paper whose data came in pieces and was never here at once. */
export type PiecedPaper = Omit<Paper, 'data'> & { snapshot: string };

/**
 * Renders a paper and registers it in the running transaction: kind, number, template version, the data it was made
 * from, SHA-256, who, when, and the bytes. The same bytes are given out ever after. `drawn`: the same paper drawn ahead; it
 * is taken if nothing that it tells has changed since, its number included, and drawn anew otherwise. The file then holds the
 * moment of drawing, a little before that of issue; the dates that it prints are data.
 */
export async function issueDocument(
  context: CommandContext,
  paper: Paper,
  drawn?: DrawnPaper,
): Promise<{ documentId: string; number: string; pages: number }> {
  const fits = drawn?.kind === paper.kind && canonicalJson(drawn.data) === canonicalJson(paper.data);
  const rendered = fits ? drawn.rendered : await renderPaper(context.services, paper, context.now);
  return registerDocument(context, paper, rendered);
}

/** A paper drawn before the transaction that issues it: what it was drawn from, and what came of it. */
export interface DrawnPaper {
  kind: DocumentKind;
  data: unknown;
  rendered: RenderedDocument;
}

/** Draws a paper outside the transaction that will issue it. Errors: those of a paper that cannot be drawn. */
export async function drawPaper(
  services: Services,
  paper: Pick<Paper, 'kind' | 'data'>,
  createdAt: string,
): Promise<DrawnPaper> {
  return { ...paper, rendered: await renderPaper(services, paper, createdAt) };
}

/** Registers a paper that was rendered outside the transaction (a long batch). */
export async function registerDocument(
  context: Pick<CommandContext, 'tx' | 'services' | 'now' | 'actor'>,
  paper: Paper | PiecedPaper,
  rendered: RenderedDocument,
): Promise<{ documentId: string; number: string; pages: number }> {
  const documentId = context.services.ids.next();
  const row: DocumentRow = {
    id: documentId,
    kind: paper.kind,
    number: paper.number,
    title: paper.title,
    owner: paper.owner,
    template_version: rendered.templateVersion,
    snapshot: 'snapshot' in paper ? paper.snapshot : JSON.stringify(paper.data),
    pages: rendered.pages,
    bytes: rendered.bytes.byteLength,
    sha256: rendered.sha256,
    issued_at: context.now,
    issued_by: context.actor.userId,
  };
  await context.tx.insert(Documents, row);
  await context.tx.insert(DocumentBlobs, { document_id: documentId, body: Buffer.from(rendered.bytes) });
  await seal(context.tx, {
    kind: 'document',
    rowId: documentId,
    digest: documentDigest(row),
    at: context.now,
  });
  return { documentId, number: paper.number, pages: rendered.pages };
}

/** What a draft is drawn from; gathered inside the unit of work, drawn outside it. */
export type Draft = Pick<Paper, 'kind' | 'title' | 'data'> & { now: string };

/** A draft: watermarked, not numbered, not registered. */
export async function drawDraft(services: Services, draft: Draft): Promise<Pdf> {
  const rendered = await renderPaper(services, draft, draft.now, '草 稿');
  return {
    name: fileName(draft.title),
    pages: rendered.pages,
    base64: Buffer.from(rendered.bytes).toString('base64'),
  };
}

/** The registered row and its kept bytes. Errors: `record.notFound`; `document.tampered` when the hash differs. */
export async function readDocument(tx: Reader, id: string): Promise<{ row: DocumentRow; bytes: Buffer }> {
  const row = await tx.find(Documents).findOneBy({ id });
  const blob = await tx.find(DocumentBlobs).findOneBy({ document_id: id });
  if (!row || !blob) throw notFound('document');
  if (createHash('sha256').update(blob.body).digest('hex') !== row.sha256)
    throw new AppError('document.tampered');
  return { row, bytes: blob.body };
}

/** A file name that every system takes: no separators, no reserved characters, at most 100 characters. */
export function fileName(title: string): string {
  const plain = title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^[.\s]+|[.\s]+$/gu, '');
  return `${[...plain].slice(0, 100).join('') || 'document'}.pdf`;
}

async function renderPaper(
  services: Services,
  paper: Pick<Paper, 'kind' | 'data'>,
  createdAt: string,
  watermark?: string,
): Promise<RenderedDocument> {
  try {
    return await services.renderer.render({
      kind: paper.kind,
      data: paper.data,
      createdAt,
      ...(watermark === undefined ? {} : { watermark }),
    });
  } catch (error) {
    throw documentError(error);
  }
}
