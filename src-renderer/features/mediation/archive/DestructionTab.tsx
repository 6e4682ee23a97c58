import { useState } from 'react';
import { Alert, Badge, Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { DestructionHead } from '../../../../src-main/contract/mediation/archive.ts';
import { civilDate, text } from '../../../../src-main/contract/values.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { TextArea, TextField } from '../../../ui/form/fields.tsx';
import { PdfViewer } from '../../../ui/PdfViewer.tsx';
import { EmptyState, ErrorNotice, Loaded } from '../../../ui/states.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

type Act = 'approve' | 'execute' | 'cancel' | 'preview' | 'view';

const colors = { draft: 'yellow', approved: 'blue', executed: 'gray', cancelled: 'gray' } as const;

/** Destruction lists: drafted, approved, carried out before two witnesses; nothing is destroyed without one. */
export function DestructionTab() {
  const { t } = useTranslation('archive');
  const result = useRoute('mediation.listDestructionLists', {});
  const [acting, setActing] = useState<{ act: Act; list: DestructionHead }>();
  const close = () => setActing(undefined);
  const view = acting?.act === 'view' && acting.list.documentId !== null ? acting.list : undefined;
  return (
    <Stack>
      <Text>{t('destruction.hint')}</Text>
      <Loaded result={result}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState text={t('destruction.empty')} />
          ) : (
            <Stack gap="sm">
              {rows.map((list) => (
                <ListCard key={list.id} list={list} onAct={(act) => setActing({ act, list })} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      {acting?.act === 'approve' ? <ApproveDialog list={acting.list} onClose={close} /> : null}
      {acting?.act === 'execute' ? <ExecuteDialog list={acting.list} onClose={close} /> : null}
      {acting?.act === 'cancel' ? <CancelDialog list={acting.list} onClose={close} /> : null}
      {acting?.act === 'preview' ? <PreviewDialog list={acting.list} onClose={close} /> : null}
      <DocumentDialog
        document={view ? { id: view.documentId!, title: view.number } : undefined}
        onClose={close}
      />
    </Stack>
  );
}

function ListCard({ list, onAct }: { list: DestructionHead; onAct(act: Act): void }) {
  const { t } = useTranslation('archive');
  const may = useMay();
  const mayDecide = may('mediation.approveDestructionList');
  const { number } = list;
  return (
    <article className={classes.card} aria-label={`${number} ${list.title}`}>
      <Group justify="space-between">
        <Group gap="xs">
          <Title order={3}>{list.title}</Title>
          <Badge color={colors[list.state]} c="var(--mantine-color-text)">
            {t(`destruction.state.${list.state}`)}
          </Badge>
          <Text className="tabular">
            {number} · {t('destruction.count', { n: list.count })}
          </Text>
        </Group>
        <Group gap="xs">
          {list.documentId ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t('destruction.viewOf', { number })}
              onClick={() => onAct('view')}
            >
              {t('destruction.view')}
            </Button>
          ) : may('mediation.previewDestructionList') && list.state === 'draft' ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t('destruction.previewOf', { number })}
              onClick={() => onAct('preview')}
            >
              {t('destruction.preview')}
            </Button>
          ) : null}
          {mayDecide && list.state === 'draft' ? (
            <Button
              size="xs"
              aria-label={t('destruction.approveOf', { number })}
              onClick={() => onAct('approve')}
            >
              {t('destruction.approve')}
            </Button>
          ) : null}
          {mayDecide && list.state === 'approved' ? (
            <Button
              size="xs"
              color="red"
              aria-label={t('destruction.executeOf', { number })}
              onClick={() => onAct('execute')}
            >
              {t('destruction.execute')}
            </Button>
          ) : null}
          {mayDecide && (list.state === 'draft' || list.state === 'approved') ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t('destruction.cancelOf', { number })}
              onClick={() => onAct('cancel')}
            >
              {t('destruction.cancel')}
            </Button>
          ) : null}
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {t('destruction.draftedBy', { on: dateText(list.draftedOn), by: list.draftedBy })}
        {list.approvedOn
          ? ` · ${t('destruction.approvedBy', { on: dateText(list.approvedOn), by: list.approvedBy })}`
          : ''}
        {list.destroyedOn
          ? ` · ${t('destruction.executedOn', {
              on: dateText(list.destroyedOn),
              first: list.firstWitness,
              second: list.secondWitness,
            })}`
          : ''}
        {list.cancelReason ? ` · ${t('destruction.cancelledFor', { reason: list.cancelReason })}` : ''}
      </Text>
    </article>
  );
}

interface ListDialogProps {
  list: DestructionHead;
  onClose(): void;
}

function ApproveDialog({ list, onClose }: ListDialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('destruction.approveOf', { number: list.number })}
      submit={t('destruction.approve')}
      done={t('destruction.approved')}
      route="mediation.approveDestructionList"
      schema={z.strictObject({ approvedBy: text(40), approvedOn: civilDate })}
      defaults={{ approvedBy: '', approvedOn: todayText() }}
      draftKey={`destruction-approve:${list.id}`}
      version={list.version}
      input={(values) => ({ id: list.id, version: list.version, ...values })}
      onClose={onClose}
    >
      <Alert color="yellow">{t('destruction.approveWarning')}</Alert>
      <TextField name="approvedBy" label={t('destruction.approvedByField')} required />
      <DateField name="approvedOn" label={t('destruction.approvedOn')} emptyValue="" required />
    </CommandDialog>
  );
}

function ExecuteDialog({ list, onClose }: ListDialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('destruction.executeOf', { number: list.number })}
      submit={t('destruction.execute')}
      done={t('destruction.executed')}
      route="mediation.executeDestructionList"
      schema={z.strictObject({ destroyedOn: civilDate, firstWitness: text(40), secondWitness: text(40) })}
      defaults={{ destroyedOn: todayText(), firstWitness: '', secondWitness: '' }}
      draftKey={`destruction-execute:${list.id}`}
      version={list.version}
      danger
      input={(values) => ({ id: list.id, version: list.version, ...values })}
      onClose={onClose}
    >
      <Alert color="red">{t('destruction.executeWarning')}</Alert>
      <DateField name="destroyedOn" label={t('destruction.destroyedOn')} emptyValue="" required />
      <TextField name="firstWitness" label={t('destruction.firstWitness')} required />
      <TextField name="secondWitness" label={t('destruction.secondWitness')} required />
    </CommandDialog>
  );
}

function CancelDialog({ list, onClose }: ListDialogProps) {
  const { t } = useTranslation('archive');
  return (
    <CommandDialog
      title={t('destruction.cancelOf', { number: list.number })}
      submit={t('destruction.cancel')}
      done={t('destruction.cancelled')}
      route="mediation.cancelDestructionList"
      schema={z.strictObject({ reason: text(200) })}
      defaults={{ reason: '' }}
      draftKey={`destruction-cancel:${list.id}`}
      version={list.version}
      input={({ reason }) => ({ id: list.id, version: list.version, reason })}
      onClose={onClose}
    >
      <TextArea name="reason" label={t('destruction.reason')} required autoFocus />
    </CommandDialog>
  );
}

function PreviewDialog({ list, onClose }: ListDialogProps) {
  const { t } = useTranslation('archive');
  const preview = useRoute('mediation.previewDestructionList', { id: list.id }, { staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('destruction.previewOf', { number: list.number })}
      fullScreen
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      styles={{ content: { display: 'flex', flexDirection: 'column' }, body: { flex: 1, minHeight: 0 } }}
    >
      {preview.error ? (
        <ErrorNotice error={preview.error.error} onRetry={() => void preview.refetch()} />
      ) : (
        <PdfViewer pdf={preview.data} loading={preview.isFetching} />
      )}
    </Modal>
  );
}
