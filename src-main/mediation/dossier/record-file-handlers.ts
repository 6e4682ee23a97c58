import { anyFile, givenOrChosen } from '../../platform/files/chosen-file.ts';
import { prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { caseById, keepCase } from '../case-store.ts';
import { requireOpenDossier } from './dossier-store.ts';
import { keepProof, recordFilesOf, requireProvable } from './record-file-store.ts';
import { ArchivedDossiers } from '../archive/entities.ts';

export const recordFileHandlers: Pick<
  HandlersOf<'mediation'>,
  'mediation.listRecordFiles' | 'mediation.attachRecordFile'
> = {
  async 'mediation.listRecordFiles'(context, { caseId }) {
    await caseById(context, caseId);
    const archive = await context.tx.find(ArchivedDossiers).findOneBy({ case_id: caseId });
    return {
      rows: await recordFilesOf(context.tx, caseId),
      frozen: archive !== null && archive.state !== 'reopened',
    };
  },

  'mediation.attachRecordFile': prepared({
    async prepare(context, { caseId, kind, recordId, file }) {
      await context.read(async (tx) => {
        await requireProvable(tx, caseId, { kind, id: recordId });
        await requireOpenDossier(tx, caseId);
      });
      return givenOrChosen(context, file, anyFile);
    },
    async commit(context, { caseId, kind, recordId }, file) {
      const row = await caseById(context, caseId);
      await requireProvable(context.tx, caseId, { kind, id: recordId });
      await requireOpenDossier(context.tx, caseId);
      if (!file) {
        context.audit(`case:${caseId}`, { attached: false });
        return { id: null };
      }
      const id = await keepProof(context, caseId, { kind, id: recordId }, file);
      await keepCase(context, row, {}, false);
      return { id };
    },
  }),
};
