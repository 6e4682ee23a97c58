import { AppError, fieldError } from '../../platform/app-error.ts';
import { cleanFileName } from '../../platform/files/file-name.ts';
import { readStoredFile, requireSize, storeFile } from '../../platform/files/file-store.ts';
import { requireViewable, showFile } from '../../platform/files/shown-file.ts';
import { finished, prepared, type CommandContext, type HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase } from '../case-store.ts';
import { changedColumns, courseOf, nextNumber, requireParties } from './course-store.ts';
import { CaseEvidence } from './entities.ts';
import { evidenceById, evidenceColumns, standingEvidence } from './evidence-store.ts';

type EvidenceRoutes =
  | 'mediation.recordEvidence'
  | 'mediation.attachEvidenceFile'
  | 'mediation.withdrawEvidence'
  | 'mediation.viewEvidence'
  | 'mediation.saveEvidenceFile';

interface PlainFile {
  name: string;
  bytes: Uint8Array;
}

export const evidenceHandlers: Pick<HandlersOf<'mediation'>, EvidenceRoutes> = {
  async 'mediation.recordEvidence'(context, { caseId, evidenceId, version, evidence, file }) {
    const { tx, services } = context;
    const { row, stage, recorded } = await courseOf(context, caseId, 'recordEvidence');
    const columns = evidenceColumns(evidence);
    await requireParties(tx, caseId, 'evidence.providerPartyId', [columns.provider_party_id]);
    const before =
      evidenceId === undefined ? undefined : await standingEvidence(tx, caseId, evidenceId, version);
    if (before?.file_id && file) throw new AppError('evidence.hasFile');
    const kept = file ? await keepFile(context, { name: file.name, bytes: bytesOf(file.base64) }) : {};
    await keepCase(context, row, { stage }, false);
    if (before) {
      await tx.update(CaseEvidence, before.id, { ...columns, ...kept, version: before.version + 1 });
      context.audit([`case:${caseId}`, `evidence:${before.id}`], {
        evidence: before.number,
        corrected: changedColumns(before, columns),
        file: file !== undefined,
      });
      return { id: before.id, version: before.version + 1 };
    }
    const id = services.ids.next();
    const number = await nextNumber(tx, 'case_evidence', caseId);
    await tx.insert(CaseEvidence, {
      id,
      case_id: caseId,
      version: 1,
      number,
      file_id: null,
      file_name: '',
      withdrawn_on: null,
      withdraw_reason: '',
      ...columns,
      ...kept,
      ...recorded,
    });
    context.audit([`case:${caseId}`, `evidence:${id}`], {
      evidence: number,
      late: recorded.late === 1,
      file: file !== undefined,
    });
    return { id, version: 1 };
  },

  'mediation.attachEvidenceFile': prepared<'mediation.attachEvidenceFile', PlainFile | null>({
    async prepare({ read, services }, { caseId, evidenceId, version }) {
      await read(async (tx) => {
        const row = await standingEvidence(tx, caseId, evidenceId, version);
        if (row.file_id !== null) throw new AppError('evidence.hasFile');
      });
      const chosen = await services.ports.dialogs.openFile({ filters: [{ name: '*', extensions: ['*'] }] });
      if (chosen === 'cancelled') return null;
      requireSize(chosen.bytes.byteLength);
      return chosen;
    },
    async commit(context, { caseId, evidenceId, version }, chosen) {
      const { row, stage } = await courseOf(context, caseId, 'recordEvidence');
      const before = await standingEvidence(context.tx, caseId, evidenceId, version);
      if (!chosen) {
        context.audit([`case:${caseId}`, `evidence:${evidenceId}`], { file: false });
        return { version: before.version, fileName: null };
      }
      if (before.file_id !== null) throw new AppError('evidence.hasFile');
      const kept = await keepFile(context, chosen);
      await context.tx.update(CaseEvidence, before.id, { ...kept, version: before.version + 1 });
      context.audit([`case:${caseId}`, `evidence:${before.id}`], { evidence: before.number, file: true });
      await keepCase(context, row, { stage }, false);
      return { version: before.version + 1, fileName: kept.file_name };
    },
  }),

  async 'mediation.withdrawEvidence'(context, { caseId, evidenceId, version, reason }) {
    const { row, stage } = await courseOf(context, caseId, 'recordEvidence');
    const before = await standingEvidence(context.tx, caseId, evidenceId, version);
    await context.tx.update(CaseEvidence, before.id, {
      version: before.version + 1,
      withdrawn_on: context.today,
      withdraw_reason: reason,
      in_dossier: 0,
    });
    context.audit([`case:${caseId}`, `evidence:${before.id}`], { evidence: before.number, withdrawn: true });
    await keepCase(context, row, { stage }, false);
    return { id: before.id, version: before.version + 1 };
  },

  'mediation.viewEvidence': finished({
    async read(context, { caseId, evidenceId }) {
      await caseById(context, caseId);
      const { row, file } = await evidenceById(context.tx, caseId, evidenceId);
      return { name: row.file_name, file: requireViewable(file) };
    },
    finish: ({ dataDir }, shown) => showFile(dataDir, shown),
  }),

  'mediation.saveEvidenceFile': prepared<'mediation.saveEvidenceFile', string | null>({
    async prepare({ read, services }, { caseId, evidenceId }) {
      const { row, file } = await read((tx) => evidenceById(tx, caseId, evidenceId));
      if (!file) throw new AppError('file.missing');
      const bytes = await readStoredFile(services.dataDir, file);
      const answer = await services.ports.dialogs.saveFile({
        suggestedName: row.file_name,
        filters: [{ name: '*', extensions: ['*'] }],
        bytes,
      });
      return answer === 'cancelled' ? null : answer.savedAs;
    },
    async commit({ audit }, { caseId, evidenceId }, savedAs) {
      audit([`case:${caseId}`, `evidence:${evidenceId}`], { exported: savedAs !== null });
      return { savedAs };
    },
  }),
};

/** Stores a content and answers the columns by which a line of the list points to it. */
async function keepFile(context: CommandContext, file: PlainFile) {
  const stored = await storeFile(context, file);
  return { file_id: stored.id, file_name: cleanFileName(file.name) };
}

function bytesOf(base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.byteLength === 0) throw fieldError('file.base64', 'field.invalid');
  return bytes;
}
