import type { ParsedInput } from '../../contract/index.ts';
import { AppError, fieldError, notFound, requireVersion } from '../../platform/app-error.ts';
import type { Reader } from '../../platform/database/handles.ts';
import { mediaTypesOfPages } from '../../platform/documents/media.ts';
import { givenOrChosen, pictureOrPdf } from '../../platform/files/chosen-file.ts';
import { cleanFileName } from '../../platform/files/file-name.ts';
import { fileRow, storeFile } from '../../platform/files/file-store.ts';
import { mediaTypeOf } from '../../platform/files/media-type.ts';
import { requireViewable, showFile } from '../../platform/files/shown-file.ts';
import { finished, prepared, type CommandContext, type HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase } from '../case-store.ts';
import { requireOpenDossier } from './dossier-store.ts';
import { DossierAttachments, type DossierAttachmentRecord } from './entities.ts';

type AttachmentRoutes =
  'mediation.attachToDossier' | 'mediation.withdrawAttachment' | 'mediation.viewAttachment';

interface PlainFile {
  name: string;
  bytes: Uint8Array;
}

export const attachmentHandlers: Pick<HandlersOf<'mediation'>, AttachmentRoutes> = {
  'mediation.attachToDossier': prepared<'mediation.attachToDossier', PlainFile | 'cancelled' | null>({
    async prepare(context, { choose, file }) {
      if (file) return { name: file.name, bytes: Buffer.from(file.base64, 'base64') };
      if (!choose) return null;
      return (await givenOrChosen(context, undefined, pictureOrPdf)) ?? 'cancelled';
    },
    async commit(context, input, file) {
      const row = await caseById(context, input.caseId);
      await requireOpenDossier(context.tx, row.id);
      if (file === 'cancelled') {
        context.audit(`case:${row.id}`, { attached: false });
        return { id: null };
      }
      const place = await placeOf(context, input, file);
      const id = context.services.ids.next();
      const stored = file && (await storeFile(context, file));
      await context.tx.insert(DossierAttachments, {
        id,
        version: 1,
        case_id: row.id,
        ...place,
        pages: file ? null : input.pages,
        file_id: stored?.id ?? null,
        file_name: file ? cleanFileName(file.name) : '',
        added_on: context.today,
        added_by: context.actor.userId,
        withdrawn_on: null,
        withdraw_reason: '',
        about_kind: '',
        about_id: '',
      });
      context.audit([`case:${row.id}`, `attachment:${id}`], {
        row: place.row_code,
        ...(place.document_id ? { signedCopyOf: place.document_id } : {}),
        file: file !== null,
      });
      await keepCase(context, row, {}, false);
      return { id };
    },
  }),

  async 'mediation.withdrawAttachment'(context, { attachmentId, version, reason }) {
    const before = await attachmentById(context.tx, attachmentId);
    await requireOpenDossier(context.tx, before.case_id);
    if (before.withdrawn_on !== null) throw notFound('attachment');
    requireVersion(before.version, version);
    await context.tx.update(DossierAttachments, before.id, {
      version: before.version + 1,
      withdrawn_on: context.today,
      withdraw_reason: reason,
    });
    context.audit([`case:${before.case_id}`, `attachment:${before.id}`], { withdrawn: true });
    return { version: before.version + 1 };
  },

  'mediation.viewAttachment': finished({
    async read(context, { attachmentId }) {
      const row = await attachmentById(context.tx, attachmentId);
      const file = row.file_id === null ? null : await fileRow(context.tx, row.file_id);
      return { name: row.file_name, file: requireViewable(file) };
    },
    finish: ({ dataDir }, shown) => showFile(dataDir, shown),
  }),
};

/** Where an attachment stands: behind its paper, or in a row of the catalogue under a title of its own. */
async function placeOf(
  context: CommandContext,
  input: ParsedInput<'mediation.attachToDossier'>,
  file: PlainFile | null,
): Promise<Pick<DossierAttachmentRecord, 'row_code' | 'document_id' | 'title'>> {
  if (input.documentId !== undefined) {
    const document = await context.tx.get<{ title: string; owner: string }>(
      'SELECT title, owner FROM documents WHERE id = ?',
      [input.documentId],
    );
    if (document?.owner !== `case:${input.caseId}`) throw notFound('document');
    // The dossier takes it in place of the paper: it must have pages.
    if (!file || !mediaTypesOfPages.includes(mediaTypeOf(file.bytes))) throw new AppError('file.notViewable');
    const taken = await context.tx
      .find(DossierAttachments)
      .findOne({ where: { document_id: input.documentId }, order: { id: 'DESC' } });
    if (taken && taken.withdrawn_on === null)
      throw new AppError('record.duplicate', { params: { what: 'signedCopy' } });
    return { row_code: '', document_id: input.documentId, title: document.title };
  }
  const catalogue = context.services.reference.inForce(
    'dossierCatalogue',
    context.actor.committee.region,
    context.today,
  );
  if (!catalogue.some((row) => row.code === input.row)) throw fieldError('row', 'field.unknownReference');
  if (!file && input.pages === null) throw fieldError('pages', 'field.required');
  const title = input.title || (file ? cleanFileName(file.name).replace(/\.[A-Za-z0-9]{1,8}$/u, '') : '');
  if (title === '') throw fieldError('title', 'field.required');
  return { row_code: input.row, document_id: null, title };
}

async function attachmentById(tx: Reader, id: string): Promise<DossierAttachmentRecord> {
  const row = await tx.find(DossierAttachments).findOneBy({ id });
  if (!row) throw notFound('attachment');
  return row;
}
