import { AppError } from '../../platform/app-error.ts';
import { appendAudit } from '../../platform/audit/audit.ts';
import type { Reader } from '../../platform/database/handles.ts';
import type { BindRequest, BoundDossier, DossierPart } from '../../platform/documents/binder-types.ts';
import { DocumentBlobs } from '../../platform/documents/entities.ts';
import { documentError } from '../../platform/documents/refusals.ts';
import { fileName, registerDocument } from '../../platform/documents/registry.ts';
import type { FileRow } from '../../platform/files/entities.ts';
import { readStoredFile } from '../../platform/files/file-store.ts';
import { finished, type HandlersOf } from '../../platform/router/handlers.ts';
import type { Services } from '../../platform/services.ts';
import { caseById, keepCase, type CaseContext } from '../case-store.ts';
import { mediatorsOf } from '../mediator-store.ts';
import { bindingDataOf, partName } from './binding-data.ts';
import { boundItems, dossierStateOf, requireOpenDossier, type DossierState } from './dossier-store.ts';
import { BoundDossiers } from './entities.ts';
import type { PlacedItem } from './contents.ts';

type BindingRoutes = 'mediation.previewDossier' | 'mediation.bindDossier';

/** What a dossier is bound of: gathered in one unit of work, so that it shows one moment. */
interface BindingMaterial {
  state: DossierState;
  parts: (DossierPart | FilePart)[];
  data: ReturnType<typeof bindingDataOf>;
  now: string;
}

/** A file beside the database; its bytes are read when its turn comes. */
interface FilePart {
  id: string;
  name: string;
  file: FileRow;
}

const dossierName = '卷宗';

export const bindingHandlers: Pick<HandlersOf<'mediation'>, BindingRoutes> = {
  'mediation.previewDossier': finished<'mediation.previewDossier', BindingMaterial>({
    read: (context, { caseId }) => materialOf(context, caseId, context.now),
    async finish(services, material) {
      const bound = await bind(services, material, { watermark: '草 稿' });
      return {
        name: fileName(`${dossierName}（草稿）${material.state.row.title}`),
        pages: bound.pages,
        base64: Buffer.from(bound.bytes).toString('base64'),
      };
    },
  }),

  async 'mediation.bindDossier'(context, { caseId }) {
    const { services, actor, now } = context;
    await requireOpenDossier(context.tx, caseId);
    const row = await caseById(context, caseId);
    // Without a number there is no 卷号: a case that was never accepted has no dossier.
    if (row.number === null) throw new AppError('dossier.notReady');
    const { today } = context;
    const job = services.jobs.start('mediation.bindDossier', async (run) => {
      const material = await run.read((tx) => materialOf({ tx, actor, services, today }, caseId, now));
      run.progress(0, material.parts.length + 3);
      const bound = await bind(services, material, {
        signal: run.signal,
        onProgress: (done, total) => run.progress(done, total),
      });
      return run.commit(async (tx) => {
        const fresh = await caseById({ tx, actor, services, today }, caseId);
        await requireOpenDossier(tx, caseId);
        const number = `${row.number}·第${await bindingNumber(tx, caseId)}次装订`;
        const { documentId } = await registerDocument(
          { tx, services, now, actor },
          {
            kind: 'mediation.dossier',
            number,
            title: `${dossierName} ${row.number}`,
            owner: `case:${caseId}`,
            data: { ...material.data, contents: bound.entries },
          },
          { ...bound, templateVersion: 1 },
        );
        await tx.insert(BoundDossiers, {
          document_id: documentId,
          case_id: caseId,
          fingerprint: material.state.fingerprint,
          contents: JSON.stringify(
            bound.entries.map(({ name, firstPage, lastPage }) => ({
              title: name,
              from: firstPage,
              pages: firstPage === null || lastPage === null ? 0 : lastPage - firstPage + 1,
            })),
          ),
          bound_at: now,
        });
        await keepCase({ ...context, tx }, fresh, {}, false);
        await appendAudit(tx, {
          at: services.clock.now(),
          user_id: actor.userId,
          user_name: actor.displayName,
          client: 'job',
          route: 'mediation.bindDossier',
          command_id: context.commandId,
          outcome: 'done',
          about: [`case:${caseId}`, `document:${documentId}`],
          details: { number, pages: bound.pages, listedInstead: bound.unreadable.length, job: job.id },
        });
        return documentId;
      });
    });
    context.audit(`case:${caseId}`, { job: job.id });
    return { jobId: job.id };
  },
};

async function materialOf(context: CaseContext, caseId: string, now: string): Promise<BindingMaterial> {
  const { tx, services, actor } = context;
  const row = await caseById(context, caseId);
  const state = await dossierStateOf(context, row);
  const type = services.reference
    .inForce('disputeTypes', actor.committee.region, row.accepted_on ?? row.applied_on)
    .find((one) => one.code === row.dispute_type);
  const parts: BindingMaterial['parts'] = [];
  for (const item of boundItems(state.rows)) parts.push(await partOf(tx, item));
  return {
    state,
    parts,
    now,
    data: bindingDataOf({
      committee: actor.committee.name,
      row,
      record: state.record,
      retention: state.retention,
      terms: services.reference.inForce('retentionTerms', actor.committee.region, context.today),
      disputeType: type?.name ?? row.dispute_type,
      mediators: (await mediatorsOf(tx, caseId)).map((one) => one.name),
      concludedOn: await concludedOn(tx, caseId),
      filedOn: context.today,
    }),
  };
}

async function partOf(tx: Reader, item: PlacedItem): Promise<DossierPart | FilePart> {
  const { id } = item;
  const name = partName(item);
  const file = await fileOf(tx, item);
  if (file && item.manner === 'pages') return { id, name, file };
  if (item.kind === 'document') {
    const blob = await tx.find(DocumentBlobs).findOneBy({ document_id: id });
    if (!blob) throw new Error(`document ${id} has no bytes`);
    return { id, name, kind: 'paper', bytes: blob.body };
  }
  const note = file ? '电子文件另存' : item.pages === null ? '另附' : `另附${item.pages}页`;
  return { id, name, kind: 'listed', note };
}

/** The file that is bound for an item: the signed original of a paper, or its own. */
async function fileOf(tx: Reader, item: PlacedItem): Promise<FileRow | null> {
  const queries = {
    document: 'SELECT file_id FROM dossier_attachments WHERE id = ?',
    attachment: 'SELECT file_id FROM dossier_attachments WHERE id = ?',
    evidence: 'SELECT file_id FROM case_evidence WHERE id = ?',
    file: 'SELECT file_id FROM performance_entries WHERE id = ?',
  };
  const id = item.kind === 'document' ? item.signedCopy?.id : item.id;
  if (id === undefined) return null;
  const row = await tx.get<FileRow>(`SELECT * FROM files WHERE id = (${queries[item.kind]})`, [id]);
  return row ?? null;
}

async function bind(
  services: Services,
  { parts, data, now }: BindingMaterial,
  options: { watermark?: string; signal?: AbortSignal; onProgress?: (done: number, total: number) => void },
): Promise<BoundDossier> {
  const opened: DossierPart[] = [];
  for (const part of parts) opened.push('file' in part ? await openFile(services, part) : part);
  const request: BindRequest = {
    binding: 'mediation.dossier',
    data,
    parts: opened,
    createdAt: now,
    unreadable: 'list',
    unreadableNote: '电子文件不能并入，另存',
    ...(options.watermark === undefined ? {} : { watermark: options.watermark }),
  };
  try {
    return await services.renderer.bind(request, {
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    });
  } catch (error) {
    throw documentError(error);
  }
}

/** Errors: `dossier.unreadableFile` naming the file that is gone or is not what was kept. */
async function openFile(services: Services, { id, name, file }: FilePart): Promise<DossierPart> {
  const bytes = await readStoredFile(services.dataDir, file).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw new AppError('dossier.unreadableFile', { params: { files: `《${name}》` } });
  });
  return { id, name, kind: file.media_type === 'application/pdf' ? 'pdf' : 'image', bytes };
}

async function bindingNumber(tx: Reader, caseId: string): Promise<number> {
  const row = await tx.get<{ n: number }>('SELECT COUNT(*) AS n FROM bound_dossiers WHERE case_id = ?', [
    caseId,
  ]);
  return (row?.n ?? 0) + 1;
}

async function concludedOn(tx: Reader, caseId: string): Promise<string | null> {
  const row = await tx.get<{ concluded_on: string | null }>(
    'SELECT concluded_on FROM agreements WHERE case_id = ? AND issued_document_id IS NOT NULL',
    [caseId],
  );
  return row?.concluded_on ?? null;
}
