import { useState } from 'react';
import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEye } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { DossierItem, DossierRow } from '../../../../src-main/contract/mediation/dossier.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { TextArea } from '../../../ui/form/fields.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { AttachmentViewer } from './AttachmentViewer.tsx';
import classes from './dossier.module.css';

interface RowItemsProps {
  caseId: string;
  row: DossierRow;
  mayEdit: boolean;
}

const reasonSchema = z.strictObject({ reason: text(200) });

/** What stands in one row, in its order; moved, left out or withdrawn with a reason. */
export function RowItems({ caseId, row, mayEdit }: RowItemsProps) {
  const { t } = useTranslation('dossier');
  const [viewing, setViewing] = useState<DossierItem>();
  const [leavingOut, setLeavingOut] = useState<DossierItem>();
  const [withdrawing, setWithdrawing] = useState<DossierItem>();
  const arrange = useCommand('mediation.arrangeDossierRow', { onDone: () => notifyDone(t('rows.arranged')) });
  const arranged = (
    items: readonly DossierItem[],
    changed?: { id: string; included: boolean; reason: string },
  ) => ({
    caseId,
    row: row.code,
    items: items.map((item) => {
      if (item.id === changed?.id) {
        return { kind: item.kind, id: item.id, included: changed.included, reason: changed.reason };
      }
      const isChosen = item.leftOut === 'chosen';
      return { kind: item.kind, id: item.id, included: isChosen ? false : null, reason: item.reason };
    }),
  });
  const move = (from: number, by: -1 | 1) => {
    const items = [...row.items];
    const [moved] = items.splice(from, 1);
    items.splice(from + by, 0, moved!);
    void arrange.run(arranged(items));
  };
  if (row.items.length === 0) return null;
  return (
    <>
      <ul className={classes.items}>
        {row.items.map((item, index) => (
          <li key={`${item.kind}/${item.id}`} className={classes.item}>
            <span className={classes.itemText}>
              <Text span className={item.included ? '' : (classes.out ?? '')}>
                {item.title}
              </Text>{' '}
              <Text span size="sm" c="dimmed">
                <ItemState item={item} />
              </Text>
            </span>
            <Group gap={4} role="group" aria-label={item.title}>
              {item.kind === 'document' || (item.kind === 'attachment' && item.manner === 'pages') ? (
                <ActionIcon
                  variant="subtle"
                  aria-label={t('rows.view', { title: item.title })}
                  onClick={() => setViewing(item)}
                >
                  <IconEye size="1.1rem" aria-hidden />
                </ActionIcon>
              ) : null}
              {mayEdit ? (
                <>
                  {row.items.length > 1 ? (
                    <>
                      <ActionIcon
                        variant="subtle"
                        disabled={index === 0 || arrange.pending}
                        aria-label={t('rows.up', { title: item.title })}
                        onClick={() => move(index, -1)}
                      >
                        <IconArrowUp size="1.1rem" aria-hidden />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        disabled={index === row.items.length - 1 || arrange.pending}
                        aria-label={t('rows.down', { title: item.title })}
                        onClick={() => move(index, 1)}
                      >
                        <IconArrowDown size="1.1rem" aria-hidden />
                      </ActionIcon>
                    </>
                  ) : null}
                  {item.included ? (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('rows.leaveOutOf', { title: item.title })}
                      onClick={() => setLeavingOut(item)}
                    >
                      {t('rows.leaveOut')}
                    </Button>
                  ) : (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('rows.takeInOf', { title: item.title })}
                      onClick={() =>
                        void arrange.run(arranged(row.items, { id: item.id, included: true, reason: '' }))
                      }
                    >
                      {t('rows.takeIn')}
                    </Button>
                  )}
                  {item.kind === 'attachment' || item.signedCopy ? (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('rows.withdrawOf', { title: item.title })}
                      onClick={() => setWithdrawing(item)}
                    >
                      {t('rows.withdraw')}
                    </Button>
                  ) : null}
                </>
              ) : null}
            </Group>
          </li>
        ))}
      </ul>
      {viewing?.kind === 'document' && !viewing.signedCopy ? (
        <DocumentDialog
          document={{ id: viewing.id, title: viewing.title }}
          onClose={() => setViewing(undefined)}
        />
      ) : viewing ? (
        <AttachmentViewer
          attachmentId={viewing.signedCopy?.id ?? viewing.id}
          title={viewing.title}
          onClose={() => setViewing(undefined)}
        />
      ) : null}
      {leavingOut ? (
        <CommandDialog
          title={t('leaveOut.title', { name: leavingOut.title })}
          submit={t('leaveOut.confirm')}
          done={t('leaveOut.done')}
          route="mediation.arrangeDossierRow"
          schema={reasonSchema}
          defaults={{ reason: '' }}
          draftKey={`dossier-out:${leavingOut.id}`}
          input={({ reason }) => arranged(row.items, { id: leavingOut.id, included: false, reason })}
          onClose={() => setLeavingOut(undefined)}
        >
          <TextArea name="reason" label={t('leaveOut.reason')} required autoFocus />
        </CommandDialog>
      ) : null}
      {withdrawing ? (
        <CommandDialog
          title={t('attach.withdrawTitle', { name: withdrawing.title })}
          submit={t('attach.withdraw')}
          done={t('attach.withdrawn')}
          route="mediation.withdrawAttachment"
          schema={reasonSchema}
          defaults={{ reason: '' }}
          draftKey={`dossier-withdraw:${withdrawing.id}`}
          input={({ reason }) => ({
            attachmentId: withdrawing.signedCopy?.id ?? withdrawing.id,
            version: withdrawing.signedCopy?.version ?? withdrawing.version ?? 1,
            reason,
          })}
          onClose={() => setWithdrawing(undefined)}
        >
          <TextArea name="reason" label={t('attach.reason')} required autoFocus />
        </CommandDialog>
      ) : null}
    </>
  );
}

function ItemState({ item }: { item: DossierItem }) {
  const { t } = useTranslation('dossier');
  const words = [
    item.signedCopy ? t('rows.signed') : '',
    item.pages === null ? '' : t('rows.pages', { n: item.pages }),
    item.manner === 'listed' && item.included ? t('rows.listed') : '',
    item.leftOut === 'superseded' ? t('rows.superseded') : '',
    item.leftOut === 'chosen' ? t('rows.chosen', { reason: item.reason }) : '',
    item.leftOut === 'notForDossier' ? t('rows.notForDossier') : '',
  ];
  return <>{words.filter(Boolean).join(' · ')}</>;
}
