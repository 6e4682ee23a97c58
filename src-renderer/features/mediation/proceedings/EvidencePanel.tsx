import { useState, type DragEvent } from 'react';
import { Button, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { EvidenceView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { INLINE_FILE_BYTES } from '../../../../src-main/contract/files.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { offers } from '../stages.ts';
import { EvidenceDialog, type NewEvidence } from './EvidenceDialog.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { EvidenceViewer } from './EvidenceViewer.tsx';
import classes from './proceedings.module.css';
import { readDropped } from './read-dropped.ts';
import { useProceedings } from './use-proceedings.ts';
import { WithdrawDialog } from './WithdrawDialog.tsx';

/** The evidence list (form 8). Files are attached by the system’s dialog or dropped onto the panel. */
export function EvidencePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('proceedings');
  const may = useMay();
  const proceedings = useProceedings(view.id);
  const [editing, setEditing] = useState<EvidenceView | NewEvidence>();
  const [withdrawing, setWithdrawing] = useState<EvidenceView>();
  const [viewing, setViewing] = useState<EvidenceView>();
  const [over, setOver] = useState(false);
  const record = useCommand('mediation.recordEvidence');
  const attach = useCommand('mediation.attachEvidenceFile', {
    onDone: ({ fileName }) => fileName && notifyDone(t('evidence.attached', { name: fileName })),
  });
  const mayRecord = offers(view).recordProceedings && may('mediation.recordEvidence');

  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!mayRecord) return;
    const { files, tooLarge } = await readDropped(event.dataTransfer.files, INLINE_FILE_BYTES);
    for (const name of tooLarge) {
      notifyDone(t('evidence.dropTooLarge', { name, limit: INLINE_FILE_BYTES / 1024 / 1024 }));
    }
    const [first] = files;
    // One file is described at once; of several each becomes a line that is described later.
    if (files.length === 1 && first) return setEditing({ file: first });
    for (const file of files) {
      await record.run({
        caseId: view.id,
        evidence: { name: file.title, kind: file.kind, providerKind: 'committee' },
        file: { name: file.name, base64: file.base64 },
      });
    }
    if (files.length > 0) notifyDone(t('evidence.dropped', { n: files.length }));
  };

  return (
    <Section
      title={t('evidence.title')}
      id="case-evidence"
      actions={
        mayRecord ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size="1.1rem" aria-hidden />}
            onClick={() => setEditing({})}
          >
            {t('evidence.add')}
          </Button>
        ) : null
      }
    >
      <div
        className={classes.dropZone}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(mayRecord);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => void drop(event)}
      >
        {over ? <Text fw={600}>{t('evidence.drop')}</Text> : null}
        <Loaded result={proceedings}>
          {({ evidence }) =>
            evidence.length === 0 ? (
              <Text c="dimmed">{mayRecord ? t('evidence.none') : t('evidence.noneReadOnly')}</Text>
            ) : (
              <Stack gap="sm">
                <EvidenceList
                  view={view}
                  rows={evidence}
                  mayRecord={mayRecord}
                  attaching={attach.pending}
                  onView={setViewing}
                  onEdit={setEditing}
                  onWithdraw={setWithdrawing}
                  onAttach={(row) =>
                    void attach.run({ caseId: view.id, evidenceId: row.id, version: row.version })
                  }
                />
              </Stack>
            )
          }
        </Loaded>
      </div>
      {editing ? (
        <EvidenceDialog
          view={view}
          evidence={editing}
          onClose={() => setEditing(undefined)}
          onAttach={(saved) =>
            void attach.run({ caseId: view.id, evidenceId: saved.id, version: saved.version })
          }
        />
      ) : null}
      {withdrawing ? (
        <WithdrawDialog view={view} evidence={withdrawing} onClose={() => setWithdrawing(undefined)} />
      ) : null}
      {viewing ? (
        <EvidenceViewer caseId={view.id} evidence={viewing} onClose={() => setViewing(undefined)} />
      ) : null}
    </Section>
  );
}
