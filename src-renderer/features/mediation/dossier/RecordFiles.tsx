import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { PaperName } from '../../../../src-main/contract/mediation/case-papers.ts';
import type { ProofFile } from '../../../../src-main/contract/files.ts';
import type { ProvableKind } from '../../../../src-main/contract/mediation/record-files.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FileChips } from '../../../ui/FileChips.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { AttachmentViewer } from './AttachmentViewer.tsx';
import { RecordPaper } from './RecordPaper.tsx';

interface RecordFilesProps {
  caseId: string;
  kind: ProvableKind;
  recordId: string;
  /** The record in words, for those who hear the buttons only. */
  what: string;
  /** The form of the official set that is about such a record. */
  paper?: Exclude<PaperName, 'agreement'>;
}

/** The official paper about one record and the files that prove it, where the record stands. */
export function RecordFiles({ caseId, kind, recordId, what, paper }: RecordFilesProps) {
  const { t } = useTranslation('dossier');
  const may = useMay();
  const { data } = useRoute('mediation.listRecordFiles', { caseId });
  const [viewing, setViewing] = useState<ProofFile>();
  const [withdrawing, setWithdrawing] = useState<ProofFile>();
  const attach = useCommand('mediation.attachRecordFile', {
    onDone: ({ id }) => id !== null && notifyDone(t('attach.done')),
  });
  const own = data?.rows.filter((row) => row.kind === kind && row.recordId === recordId) ?? [];
  const mayChange = data !== undefined && !data.frozen && may('mediation.attachRecordFile');
  if (own.length === 0 && !mayChange && paper === undefined) return null;
  return (
    <>
      <FileChips
        files={own}
        words={{
          all: t('proof.of', { what }),
          view: (name) => t('proof.view', { name }),
          withdraw: (name) => t('attach.withdrawTitle', { name }),
          add: t('proof.add'),
          addTo: t('proof.addTo', { what }),
        }}
        mayChange={mayChange}
        adding={attach.pending}
        onView={setViewing}
        onWithdraw={setWithdrawing}
        onAdd={() => void attach.run({ caseId, kind, recordId })}
      >
        {paper === undefined ? null : (
          <RecordPaper caseId={caseId} paper={paper} subject={recordId} what={what} />
        )}
      </FileChips>
      {viewing ? (
        <AttachmentViewer
          attachmentId={viewing.id}
          title={viewing.name}
          onClose={() => setViewing(undefined)}
        />
      ) : null}
      {withdrawing ? <WithdrawDialog file={withdrawing} onClose={() => setWithdrawing(undefined)} /> : null}
    </>
  );
}

const reason = z.strictObject({ reason: text(200) });

function WithdrawDialog({ file, onClose }: { file: ProofFile; onClose(): void }) {
  const { t } = useTranslation('dossier');
  return (
    <CommandDialog
      title={t('attach.withdrawTitle', { name: file.name })}
      submit={t('attach.withdraw')}
      done={t('attach.withdrawn')}
      route="mediation.withdrawAttachment"
      schema={reason}
      defaults={{ reason: '' }}
      draftKey={`dossier-withdraw:${file.id}`}
      version={file.version}
      input={(values) => ({ attachmentId: file.id, version: file.version, ...values })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('attach.reason')} required />
    </CommandDialog>
  );
}
