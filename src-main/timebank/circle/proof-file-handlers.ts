import { notFound, requireVersion } from '../../platform/app-error.ts';
import { givenOrChosen, pictureOrPdf } from '../../platform/files/chosen-file.ts';
import { fileRow } from '../../platform/files/file-store.ts';
import { requireViewable, showFile } from '../../platform/files/shown-file.ts';
import { finished, prepared, type HandlersOf } from '../../platform/router/handlers.ts';
import { CircleFiles } from './entities.ts';
import { circleFileById, keepCircleFile, proofFilesOf, targetsOf } from './proof-file-store.ts';

type Routes =
  | 'timebank.listProofFiles'
  | 'timebank.viewProofFile'
  | 'timebank.attachProofFile'
  | 'timebank.withdrawProofFile';

export const proofFileHandlers: Pick<HandlersOf<'timebank'>, Routes> = {
  async 'timebank.listProofFiles'({ tx }, { kind, recordId }) {
    const record = { kind, id: recordId };
    await targetsOf(tx, record);
    return { rows: await proofFilesOf(tx, record) };
  },

  'timebank.viewProofFile': finished({
    async read({ tx }, { id }) {
      const row = await circleFileById(tx, id);
      // Taken back most often because it shows somebody else.
      if (row.withdrawn_on !== null) throw notFound('proofFile');
      return { name: row.file_name, file: requireViewable(await fileRow(tx, row.file_id)) };
    },
    finish: ({ dataDir }, shown) => showFile(dataDir, shown),
  }),

  'timebank.attachProofFile': prepared({
    async prepare(context, { kind, recordId, file }) {
      await context.read((tx) => targetsOf(tx, { kind, id: recordId }));
      return givenOrChosen(context, file, pictureOrPdf);
    },
    async commit(context, { kind, recordId }, file) {
      const about = await targetsOf(context.tx, { kind, id: recordId });
      if (!file) {
        context.audit(about, { attached: false });
        return { id: null };
      }
      const id = await keepCircleFile(context, { kind, id: recordId }, file);
      // Neither the name of the file nor what it shows: both are the person’s.
      context.audit([...about, `proofFile:${id}`], { proofOf: `${kind}:${recordId}` });
      return { id };
    },
  }),

  async 'timebank.withdrawProofFile'(context, { id, version, reason }) {
    const { tx, today, actor } = context;
    const row = await circleFileById(tx, id);
    if (row.withdrawn_on !== null) throw notFound('proofFile');
    requireVersion(row.version, version);
    await tx.update(CircleFiles, id, {
      version: version + 1,
      withdrawn_on: today,
      withdrawn_by: actor.userId,
      withdraw_reason: reason,
    });
    const about = await targetsOf(tx, { kind: row.about_kind, id: row.about_id });
    context.audit([...about, `proofFile:${id}`], { withdrawn: true });
    return { version: version + 1 };
  },
};
