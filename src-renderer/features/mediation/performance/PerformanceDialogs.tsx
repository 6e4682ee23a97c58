import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  itemResultFields,
  receiptFields,
  urgingFields,
  type PerformanceItem,
} from '../../../../src-main/contract/mediation/performance.ts';
import { text } from '../../../../src-main/contract/values.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, MultiSelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useProofFiles } from '../dossier/use-proof-files.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import { useItemNames } from './item-name.ts';

export type OpenDialog =
  | { kind: 'receipt' | 'done' | 'refused'; item: PerformanceItem }
  | { kind: 'reverse'; entryId: string; what: string }
  | { kind: 'urging'; items: PerformanceItem[] };

interface DialogProps<D> {
  caseId: string;
  dialog: D;
  onClose(): void;
}

/** The one dialog of the panel that is open. */
export function PerformanceDialogs({ caseId, dialog, onClose }: DialogProps<OpenDialog | undefined>) {
  if (!dialog) return null;
  const common = { caseId, onClose };
  switch (dialog.kind) {
    case 'receipt':
      return <ReceiptDialog dialog={{ item: dialog.item }} {...common} />;
    case 'done':
    case 'refused':
      return <ResultDialog dialog={{ item: dialog.item, result: dialog.kind }} {...common} />;
    case 'reverse':
      return <ReverseDialog dialog={dialog} {...common} />;
    case 'urging':
      return <UrgingDialog dialog={dialog} {...common} />;
  }
}

function ReceiptDialog({ caseId, dialog: { item }, onClose }: DialogProps<{ item: PerformanceItem }>) {
  const { t } = useTranslation('performance');
  const proofs = useProofFiles();
  return (
    <CommandDialog
      title={t('receipt.of', { item: useItemNames()(item) })}
      submit={t('receipt.save')}
      done={t('receipt.saved')}
      route="mediation.recordReceipt"
      schema={receiptFields}
      defaults={{
        itemKey: item.key,
        amountFen: item.openFen ?? (null as unknown as number),
        paidOn: todayText(),
        manner: item.manner,
        evidence: '',
        fileId: null,
        overpayment: false,
      }}
      draftKey={`receipt:${item.key}`}
      fieldsUnder="receipt"
      input={(receipt) => ({ caseId, receipt, files: proofs.files })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <MoneyField name="amountFen" label={t('receipt.amount')} required />
        <DateField name="paidOn" label={t('receipt.paidOn')} emptyValue="" required />
        <TextField name="manner" label={t('receipt.manner')} />
        <TextField name="evidence" label={t('receipt.evidence')} placeholder={t('receipt.evidenceHint')} />
      </div>
      {proofs.field}
      {item.openFen === null ? null : <CheckboxField name="overpayment" label={t('receipt.overpayment')} />}
    </CommandDialog>
  );
}

function ResultDialog({
  caseId,
  dialog: { item, result },
  onClose,
}: DialogProps<{ item: PerformanceItem; result: 'done' | 'refused' }>) {
  const { t } = useTranslation('performance');
  const name = useItemNames()(item);
  const refused = result === 'refused';
  return (
    <CommandDialog
      title={t(refused ? 'result.refusedOf' : 'result.doneOf', { item: name })}
      submit={t(refused ? 'result.refused' : 'result.done')}
      done={t('result.saved')}
      route="mediation.recordItemResult"
      schema={itemResultFields}
      defaults={{ itemKey: item.key, result, on: todayText(), note: '' }}
      draftKey={`result:${result}:${item.key}`}
      fieldsUnder="result"
      input={(values) => ({ caseId, result: values })}
      onClose={onClose}
    >
      {refused ? <Text>{t('result.refusedHint')}</Text> : null}
      <DateField name="on" label={t('result.on')} emptyValue="" required />
      <TextArea name="note" label={t(refused ? 'result.refusedNote' : 'result.note')} required={refused} />
    </CommandDialog>
  );
}

const reversal = z.object({ reason: text(200) });

function ReverseDialog({ dialog, onClose }: DialogProps<{ entryId: string; what: string }>) {
  const { t } = useTranslation('performance');
  return (
    <CommandDialog
      title={t('reverse.of', { what: dialog.what })}
      submit={t('reverse.open')}
      done={t('reverse.saved')}
      route="mediation.reversePerformanceEntry"
      schema={reversal}
      defaults={{ reason: '' }}
      draftKey={`reverse:${dialog.entryId}`}
      input={({ reason }) => ({ entryId: dialog.entryId, reason })}
      danger
      onClose={onClose}
    >
      <Text>{t('reverse.text')}</Text>
      <TextField name="reason" label={t('reverse.reason')} required />
    </CommandDialog>
  );
}

function UrgingDialog({ caseId, dialog: { items }, onClose }: DialogProps<{ items: PerformanceItem[] }>) {
  const { t } = useTranslation('performance');
  const name = useItemNames();
  const overdue = items.filter((item) => item.state === 'overdue');
  return (
    <CommandDialog
      title={t('urging.open')}
      submit={t('urging.save')}
      done={t('urging.saved')}
      route="mediation.recordUrging"
      schema={urgingFields}
      defaults={{
        itemKeys: (overdue.length > 0 ? overdue : items.slice(0, 1)).map((item) => item.key),
        on: todayText(),
        manner: '',
        content: t('urging.contentDraft'),
      }}
      draftKey={`urging:${caseId}`}
      fieldsUnder="urging"
      input={(urging) => ({ caseId, urging })}
      onClose={onClose}
    >
      <MultiSelectField
        name="itemKeys"
        label={t('urging.items')}
        choices={items.map((item) => ({ value: item.key, label: name(item) }))}
        required
      />
      <div className={classes.fields}>
        <DateField name="on" label={t('urging.on')} emptyValue="" required />
        <TextField name="manner" label={t('urging.manner')} placeholder={t('urging.mannerHint')} />
      </div>
      <TextArea name="content" label={t('urging.content')} required />
    </CommandDialog>
  );
}
