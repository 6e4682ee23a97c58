import { useState } from 'react';
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { PaperName } from '../../../../src-main/contract/mediation/case-papers.ts';
import type { ProvableKind, RecordFile } from '../../../../src-main/contract/mediation/record-files.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
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
  const [viewing, setViewing] = useState<RecordFile>();
  const [withdrawing, setWithdrawing] = useState<RecordFile>();
  const attach = useCommand('mediation.attachRecordFile', {
    onDone: ({ id }) => id !== null && notifyDone(t('attach.done')),
  });
  const own = data?.rows.filter((row) => row.kind === kind && row.recordId === recordId) ?? [];
  const mayChange = data !== undefined && !data.frozen && may('mediation.attachRecordFile');
  if (own.length === 0 && !mayChange && paper === undefined) return null;
  return (
    <Group gap="0.25rem 0.5rem" role="group" aria-label={t('proof.of', { what })}>
      {paper === undefined ? null : (
        <RecordPaper caseId={caseId} paper={paper} subject={recordId} what={what} />
      )}
      {own.map((row) => (
        <Group key={row.id} gap={2} wrap="nowrap">
          {row.viewable ? (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPaperclip size="0.9rem" aria-hidden />}
              aria-label={t('proof.view', { name: row.name })}
              onClick={() => setViewing(row)}
            >
              {row.name}
            </Button>
          ) : (
            <Text size="sm">{row.name}</Text>
          )}
          {mayChange ? (
            <ActionIcon
              size="sm"
              color="gray"
              c="var(--mantine-color-text)"
              aria-label={t('attach.withdrawTitle', { name: row.name })}
              onClick={() => setWithdrawing(row)}
            >
              <IconX size="0.9rem" aria-hidden />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {mayChange ? (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={attach.pending}
          aria-label={t('proof.addTo', { what })}
          onClick={() => void attach.run({ caseId, kind, recordId })}
        >
          {t('proof.add')}
        </Button>
      ) : null}
      {viewing ? (
        <AttachmentViewer
          attachmentId={viewing.id}
          title={viewing.name}
          onClose={() => setViewing(undefined)}
        />
      ) : null}
      {withdrawing ? <WithdrawDialog file={withdrawing} onClose={() => setWithdrawing(undefined)} /> : null}
    </Group>
  );
}

const reason = z.strictObject({ reason: text(200) });

function WithdrawDialog({ file, onClose }: { file: RecordFile; onClose(): void }) {
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
