import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { ProofFile } from '../../../../src-main/contract/files.ts';
import type { CircleRecordKind } from '../../../../src-main/contract/timebank/proof-files.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { FileChips } from '../../../ui/FileChips.tsx';
import { FileViewer } from '../../../ui/FileViewer.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';

interface ProofFilesProps {
  kind: CircleRecordKind;
  recordId: string;
  /** The record in words, for those who hear the buttons only. */
  what: string;
}

/** Scans and pictures of what was shown for one record; looking at one is written into the audit trail. */
export function ProofFiles({ kind, recordId, what }: ProofFilesProps) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const { data } = useRoute('timebank.listProofFiles', { kind, recordId });
  const [viewing, setViewing] = useState<ProofFile>();
  const [withdrawing, setWithdrawing] = useState<ProofFile>();
  const attach = useCommand('timebank.attachProofFile', {
    onDone: ({ id }) => id !== null && notifyDone(t('files.added')),
  });
  return (
    <>
      <FileChips
        files={data?.rows ?? []}
        words={{
          all: t('files.of', { what }),
          view: (name) => t('files.view', { name }),
          withdraw: (name) => t('files.withdrawOf', { name }),
          add: t('files.add'),
          addTo: t('files.addTo', { what }),
        }}
        mayChange={may('timebank.attachProofFile')}
        adding={attach.pending}
        onView={setViewing}
        onWithdraw={setWithdrawing}
        onAdd={() => void attach.run({ kind, recordId })}
      />
      {viewing && <Viewer file={viewing} onClose={() => setViewing(undefined)} />}
      {withdrawing && <WithdrawDialog file={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </>
  );
}

function Viewer({ file, onClose }: { file: ProofFile; onClose(): void }) {
  const shown = useRoute('timebank.viewProofFile', { id: file.id }, { staleTime: Infinity });
  return <FileViewer file={shown} title={file.name} onClose={onClose} />;
}

const reason = z.strictObject({ reason: text(200) });

function WithdrawDialog({ file, onClose }: { file: ProofFile; onClose(): void }) {
  const { t } = useTranslation('timebankCircle');
  return (
    <CommandDialog
      title={t('files.withdrawOf', { name: file.name })}
      submit={t('files.withdraw')}
      done={t('files.withdrawn')}
      route="timebank.withdrawProofFile"
      schema={reason}
      defaults={{ reason: '' }}
      draftKey={`proof-withdraw:${file.id}`}
      version={file.version}
      input={(values) => ({ id: file.id, version: file.version, ...values })}
      onClose={onClose}
    >
      <TextField name="reason" label={t('files.reason')} required />
    </CommandDialog>
  );
}
