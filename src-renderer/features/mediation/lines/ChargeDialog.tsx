import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useCommand } from '../../../bridge/commands.ts';
import { moneyInputText, parseMoney } from '../../../ui/form/parse-money.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { IntegerField, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { chargeFields } from '../../../../src-main/contract/mediation/line-values.ts';
import classes from '../mediation.module.css';
import type { LineDialogProps } from './dialog-props.ts';
import { RecordForm } from './RecordForm.tsx';
import { hundredthsText, parseArea } from './sheet-parse.ts';
import { cell } from './sheet-schema.ts';

const { areaCenti: _area, rateFen: _rate, ...others } = chargeFields.shape;
const chargeForm = z
  .object({
    ...others,
    waiverFen: others.waiverFen.unwrap().nullable(),
    penaltyFen: others.penaltyFen.unwrap().nullable(),
    area: cell(parseArea, 'field.area'),
    rate: cell(parseMoney, 'field.money'),
  })
  .transform(({ area, rate, waiverFen, penaltyFen, ...rest }) => ({
    ...rest,
    areaCenti: area,
    rateFen: rate,
    waiverFen: waiverFen ?? 0,
    penaltyFen: penaltyFen ?? 0,
  }));

/** What one dwelling owes: area × rate × months − waiver + penalty; the server counts. */
export function ChargeDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('panel.edit.charge')} size="44rem">
      {props.opened ? <ChargeForm {...props} /> : null}
    </FormDialog>
  );
}

function ChargeForm({ view, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation('lines');
  const kept = lines.charge;
  const version = kept?.version;
  const form = useAppForm(chargeForm, {
    room: kept?.room ?? '',
    area: kept ? hundredthsText(kept.areaCenti) : '',
    rate: kept ? moneyInputText(kept.rateFen) : '',
    months: kept?.months ?? 12,
    from: kept?.from ?? null,
    to: kept?.to ?? null,
    waiverFen: kept?.waiverFen ?? null,
    penaltyFen: kept?.penaltyFen ?? null,
  });
  const draft = useDraft(`charge:${view.id}`, form, { version });
  const save = useCommand('mediation.saveCharge', {
    form,
    fieldsUnder: 'charge',
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.charge')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={(charge) =>
        void save.run({ caseId: view.id, ...(version === undefined ? {} : { version }), charge })
      }
    >
      <div className={classes.fields}>
        <TextField name="room" label={t('charge.room')} required />
        <TextField name="area" label={t('charge.area')} inputMode="decimal" required />
        <TextField name="rate" label={t('charge.rate')} inputMode="decimal" required />
        <IntegerField name="months" label={t('charge.months')} max={600} required />
        <DateField name="from" label={t('charge.from')} />
        <DateField name="to" label={t('charge.to')} />
        <MoneyField name="waiverFen" label={t('charge.waiver')} />
        <MoneyField name="penaltyFen" label={t('charge.penalty')} />
      </div>
    </RecordForm>
  );
}
