import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useCommand } from '../../../bridge/commands.ts';
import { moneyText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { moneyInputText, parseMoney } from '../../../ui/form/parse-money.ts';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useWatch } from 'react-hook-form';
import classes from '../mediation.module.css';
import type { LineDialogProps } from './dialog-props.ts';
import { LineGrid } from './LineGrid.tsx';
import { RecordForm } from './RecordForm.tsx';
import { parseHalfDays } from './sheet-parse.ts';
import { cell, dateCell, moneyCell, optionalCell, wordCell } from './sheet-schema.ts';

const wageForm = z.object({
  debtorId: z.string().nullable(),
  dueOn: z.string().nullable(),
  manner: z.string().trim().max(60),
  rows: z.array(
    z.object({
      id: z.string(),
      name: wordCell(40),
      from: dateCell(),
      to: dateCell(),
      days: optionalCell(parseHalfDays, 'field.halfDays'),
      daily: moneyCell(),
      owed: cell(parseMoney, 'field.money'),
      paid: moneyCell(),
    }),
  ),
});
type WageForm = z.input<typeof wageForm>;

const emptyRow = () => ({
  id: crypto.randomUUID(),
  name: '',
  from: '',
  to: '',
  days: '',
  daily: '',
  owed: '',
  paid: '',
});

/** The wage sheet of a labour case; a name that is a party’s is that party’s line. */
export function WagesDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('panel.edit.wages')} size="72rem">
      {props.opened ? <WagesForm {...props} /> : null}
    </FormDialog>
  );
}

function WagesForm({ view, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation('lines');
  const version = lines.wages?.version;
  const form = useAppForm(wageForm, toForm({ view, lines }));
  const draft = useDraft(`wages:${view.id}`, form, { version });
  const save = useCommand('mediation.saveWages', {
    form,
    fieldsUnder: 'wages',
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  const partyOf = (name: string) => view.parties.find((party) => party.name === name)?.id ?? null;
  const typed = useWatch({ control: form.control, name: 'rows' });
  const rest = (rowId: string) => {
    const row = typed.find((one) => one.id === rowId);
    const [owed, paid] = [parseMoney(row?.owed ?? ''), parseMoney(row?.paid ?? '') ?? 0];
    return owed === undefined ? '' : moneyText(owed - paid);
  };
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.wages')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={({ rows, ...head }) =>
        void save.run({
          caseId: view.id,
          ...(version === undefined ? {} : { version }),
          wages: {
            ...head,
            rows: rows.map((row) => ({
              name: row.name,
              partyId: partyOf(row.name),
              from: row.from,
              to: row.to,
              halfDays: row.days,
              dailyFen: row.daily,
              owedFen: row.owed,
              paidFen: row.paid ?? 0,
            })),
          },
        })
      }
    >
      <div className={classes.fields}>
        <SelectField
          name="debtorId"
          label={t('wages.debtor')}
          choices={view.parties.map(({ id, name }) => ({ value: id, label: name }))}
          emptyValue={null}
          clearable
        />
        <DateField name="dueOn" label={t('wages.dueOn')} />
        <TextField name="manner" label={t('wages.manner')} />
      </div>
      <LineGrid
        name="rows"
        label={t('wages.title')}
        columns={[
          { key: 'name', label: t('wages.name'), width: 8 },
          { key: 'from', label: t('wages.from'), width: 7.5 },
          { key: 'to', label: t('wages.to'), width: 7.5 },
          { key: 'days', label: t('wages.days'), width: 5, numeric: true },
          { key: 'daily', label: t('wages.daily'), width: 6, numeric: true },
          { key: 'owed', label: t('wages.owed'), width: 7.5, numeric: true },
          { key: 'paid', label: t('wages.paid'), width: 7.5, numeric: true },
        ]}
        emptyRow={emptyRow}
        findings={lines.wages?.findings ?? []}
        result={{ label: t('wages.rest'), of: rest }}
      />
    </RecordForm>
  );
}

/** What is on file, or a line for every applicant. */
function toForm({ view, lines }: Pick<LineDialogProps, 'view' | 'lines'>): WageForm {
  const kept = lines.wages;
  const respondent = view.parties.find((party) => party.role === 'respondent');
  return {
    debtorId: kept ? kept.debtorId : (respondent?.id ?? null),
    dueOn: kept?.dueOn ?? null,
    manner: kept?.manner ?? '',
    rows: kept
      ? kept.rows.map((row) => ({
          id: crypto.randomUUID(),
          name: row.name,
          from: row.from ?? '',
          to: row.to ?? '',
          days: row.halfDays === null ? '' : String(row.halfDays / 2),
          daily: moneyInputText(row.dailyFen),
          owed: moneyInputText(row.owedFen),
          paid: row.paidFen === 0 ? '' : moneyInputText(row.paidFen),
        }))
      : view.parties
          .filter((party) => party.role === 'applicant')
          .map((party) => ({ ...emptyRow(), name: party.name })),
  };
}
