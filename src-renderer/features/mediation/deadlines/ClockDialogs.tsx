import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  extensionFields,
  suspensionFields,
  type ControlSheet,
} from '../../../../src-main/contract/mediation/deadlines.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { useProofFiles } from '../dossier/use-proof-files.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

export type OpenClockDialog =
  | { kind: 'suspend'; suspension?: ControlSheet['suspensions'][number] }
  | { kind: 'extend' }
  | { kind: 'cancelSuspension' | 'cancelExtension'; id: string; version: number };

interface Props<D> {
  sheet: ControlSheet;
  dialog: D;
  onClose(): void;
}

export function ClockDialogs({ sheet, dialog, onClose }: Props<OpenClockDialog | undefined>) {
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'suspend':
      return <SuspensionDialog sheet={sheet} dialog={dialog} onClose={onClose} />;
    case 'extend':
      return <ExtensionDialog sheet={sheet} dialog={dialog} onClose={onClose} />;
    case 'cancelSuspension':
    case 'cancelExtension':
      return <CancelDialog sheet={sheet} dialog={dialog} onClose={onClose} />;
  }
}

function SuspensionDialog({
  sheet,
  dialog: { suspension },
  onClose,
}: Props<{ suspension?: ControlSheet['suspensions'][number] }>) {
  const { t } = useTranslation('deadlines');
  const proofs = useProofFiles();
  const rule = sheet.terms.find((term) => term.purpose === 'mediate');
  const { suspensions } = sheet.allows;
  const reasons = suspensions.map((value) => ({ value, label: t(`suspend.reasons.${value}`) }));
  return (
    <CommandDialog
      title={
        suspension
          ? t('suspend.edit', { reason: t(`suspend.reasons.${suspension.reason}`) })
          : t('suspend.title')
      }
      submit={t('suspend.save')}
      done={t('suspend.saved')}
      route="mediation.saveSuspension"
      schema={suspensionFields}
      defaults={{
        reason: suspension?.reason ?? suspensions[0] ?? 'appraisal',
        fromOn: suspension?.fromOn ?? todayText(),
        expectedOn: suspension?.expectedOn ?? '',
        toOn: suspension?.toOn ?? null,
        note: suspension?.note ?? '',
        documentId: suspension?.documentId ?? null,
      }}
      draftKey={`suspension:${sheet.caseId}:${suspension?.id ?? 'new'}`}
      version={suspension?.version}
      fieldsUnder="suspension"
      input={(values) => ({
        caseId: sheet.caseId,
        ...(suspension ? { suspensionId: suspension.id, version: suspension.version } : {}),
        suspension: values,
        files: proofs.files,
      })}
      onClose={onClose}
    >
      <Text>
        {t('suspend.hint', {
          rule: rule?.name ?? '',
          reasons: reasons.map((one) => one.label).join('、'),
        })}
      </Text>
      <div className={classes.fields}>
        <SelectField name="reason" label={t('suspend.reason')} choices={reasons} required />
        <DateField name="fromOn" label={t('suspend.fromOn')} emptyValue="" required />
        <DateField name="expectedOn" label={t('suspend.expectedOn')} emptyValue="" required />
        <DateField name="toOn" label={t('suspend.toOn')} />
      </div>
      <TextArea name="note" label={t('suspend.note')} />
      {proofs.field}
    </CommandDialog>
  );
}

/** A tick is a tick: the schema of the route knows only `true`. */
const extension = extensionFields.extend({
  agreedByAll: z.boolean().refine((agreed) => agreed, 'field.agreedByAll'),
});

function ExtensionDialog({ sheet, onClose }: Props<unknown>) {
  const { t } = useTranslation('deadlines');
  const proofs = useProofFiles();
  const { extensionBy, extensionUntil, overTime } = sheet.allows;
  return (
    <CommandDialog
      title={t('extend.title')}
      submit={t('extend.save')}
      done={t('extend.saved')}
      route="mediation.recordExtension"
      schema={extension}
      defaults={{ toOn: '', agreedOn: todayText(), agreedByAll: false, reason: '', documentId: null }}
      draftKey={`extension:${sheet.caseId}`}
      fieldsUnder="extension"
      input={(values) => ({
        caseId: sheet.caseId,
        extension: { ...values, agreedByAll: true },
        files: proofs.files,
      })}
      onClose={onClose}
    >
      <Text>
        {[
          extensionBy === 'none' ? '' : t(`extend.hint.${extensionBy}`),
          extensionUntil ? t('extend.until', { date: dateText(extensionUntil) }) : '',
          overTime === 'failed' ? t('extend.failed') : '',
        ].join('')}
      </Text>
      <div className={classes.fields}>
        <DateField name="toOn" label={t('extend.toOn')} emptyValue="" required />
        <DateField name="agreedOn" label={t('extend.agreedOn')} emptyValue="" required />
      </div>
      <CheckboxField name="agreedByAll" label={t('extend.agreedByAll')} />
      <TextArea name="reason" label={t('extend.reason')} required />
      {proofs.field}
    </CommandDialog>
  );
}

const cancel = z.object({ reason: text(200) });

function CancelDialog({
  dialog,
  onClose,
}: Props<{ kind: 'cancelSuspension' | 'cancelExtension'; id: string; version: number }>) {
  const { t } = useTranslation('deadlines');
  return (
    <CommandDialog
      title={t('suspend.cancelTitle')}
      submit={t('suspend.cancel')}
      done={t('suspend.cancelDone')}
      route={`mediation.${dialog.kind}`}
      schema={cancel}
      defaults={{ reason: '' }}
      draftKey={`cancel:${dialog.id}`}
      input={({ reason }) => ({ id: dialog.id, version: dialog.version, reason })}
      danger
      onClose={onClose}
    >
      <Text>{t('suspend.cancelText')}</Text>
      <TextField name="reason" label={t('suspend.cancelReason')} required />
    </CommandDialog>
  );
}
