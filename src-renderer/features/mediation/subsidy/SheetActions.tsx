import { useState } from 'react';
import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SubsidySheetView as Sheet } from '../../../../src-main/contract/mediation/subsidy.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { moneyText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { SheetReasonDialog } from './SheetReasonDialog.tsx';

interface Props {
  sheet: Sheet;
  onEdit(): void;
  onPreview(): void;
  onPaper(documentId: string): void;
}

/** What can be done with a sheet in its state, by whom; each step says its consequences first. */
export function SheetActions({ sheet, onEdit, onPreview, onPaper }: Props) {
  const { t } = useTranslation('subsidy');
  const may = useMay();
  const [asking, setAsking] = useState<'submit' | 'approve' | 'return' | 'cancel'>();
  const close = () => setAsking(undefined);
  const done = (message: string) => () => {
    close();
    notifyDone(message);
  };
  const submit = useCommand('mediation.submitSubsidySheet', { onDone: done(t('sheet.submitted')) });
  const approve = useCommand('mediation.approveSubsidySheet', { onDone: done(t('sheet.approved')) });
  const exported = useCommand('mediation.exportSubsidySheet', {
    onDone: ({ savedAs }) => {
      if (savedAs !== null) notifyDone(t('sheet.exported', { path: savedAs }));
    },
  });
  const target = { id: sheet.id, version: sheet.version };
  const { state } = sheet;
  const open = state === 'draft' || state === 'returned';
  const errors = sheet.findings.some(({ severity }) => severity === 'error');
  const figures = {
    n: sheet.lines.length,
    amount: moneyText(sheet.totalFen),
    capitals: sheet.totalCapitals,
  };
  return (
    <>
      {sheet.documentId === null ? (
        <Button variant="default" onClick={onPreview} disabled={sheet.lines.length === 0}>
          {t('sheet.preview')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => onPaper(sheet.documentId!)}>
          {t('sheet.document')}
        </Button>
      )}
      <Button
        variant="default"
        loading={exported.pending}
        onClick={() => void exported.run({ id: sheet.id })}
      >
        {t('sheet.export')}
      </Button>
      {open && may('mediation.cancelSubsidySheet') ? (
        <Button variant="default" onClick={() => setAsking('cancel')}>
          {t('sheet.cancel')}
        </Button>
      ) : null}
      {open && may('mediation.saveSubsidySheet') ? (
        <Button variant="default" onClick={onEdit}>
          {t('sheet.edit')}
        </Button>
      ) : null}
      {state === 'draft' && may('mediation.submitSubsidySheet') ? (
        <Button disabled={errors} onClick={() => setAsking('submit')}>
          {t('sheet.submit')}
        </Button>
      ) : null}
      {state === 'submitted' && may('mediation.returnSubsidySheet') ? (
        <Button variant="default" onClick={() => setAsking('return')}>
          {t('sheet.return')}
        </Button>
      ) : null}
      {state === 'submitted' && may('mediation.approveSubsidySheet') ? (
        <Button disabled={sheet.ownSheet || errors} onClick={() => setAsking('approve')}>
          {t('sheet.approve')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking === 'submit'}
        title={t('sheet.submit')}
        confirmLabel={t('sheet.submit')}
        pending={submit.pending}
        onConfirm={() => void submit.run(target)}
        onClose={close}
      >
        <Text>{t('sheet.submitText', figures)}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'approve'}
        title={t('sheet.approve')}
        confirmLabel={t('sheet.approve')}
        pending={approve.pending}
        onConfirm={() => void approve.run(target)}
        onClose={close}
      >
        <Text>{t('sheet.approveText', figures)}</Text>
      </ConfirmDialog>
      <SheetReasonDialog
        sheet={target}
        step={asking === 'return' || asking === 'cancel' ? asking : undefined}
        onClose={close}
      />
    </>
  );
}
