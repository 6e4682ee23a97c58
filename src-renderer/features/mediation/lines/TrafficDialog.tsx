import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { trafficFields } from '../../../../src-main/contract/mediation/line-values.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { MoneyField } from '../../../ui/form/MoneyField.tsx';
import { useAppForm } from '../../../ui/form/use-app-form.ts';
import { useDraft } from '../../../ui/form/use-draft.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../mediation.module.css';
import type { LineDialogProps } from './dialog-props.ts';
import { fractionToForm, optionalFraction } from './fraction-form.ts';
import { FractionFields } from './FractionFields.tsx';
import { ListEditor } from './ListEditor.tsx';
import { RecordForm } from './RecordForm.tsx';

/** A share may be told for every party; those left empty are not sent. */
const trafficForm = trafficFields.extend({
  liabilities: z
    .array(z.object({ partyId: z.string(), share: optionalFraction }))
    .transform((list) => list.flatMap(({ partyId, share }) => (share === null ? [] : [{ partyId, share }]))),
});

/** Liability document, shares, vehicles and insurances of a traffic case. */
export function TrafficDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('panel.edit.traffic')} size="56rem">
      {props.opened ? <TrafficForm {...props} /> : null}
    </FormDialog>
  );
}

function TrafficForm({ view, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation('lines');
  const kept = lines.traffic;
  const version = kept?.version;
  const form = useAppForm(trafficForm, {
    documentNumber: kept?.documentNumber ?? '',
    documentOn: kept?.documentOn ?? null,
    accidentOn: kept?.accidentOn ?? null,
    place: kept?.place ?? '',
    vehicles: kept?.vehicles ?? [],
    insurances: kept?.insurances ?? [],
    liabilities: view.parties.map(({ id }) => ({
      partyId: id,
      share: fractionToForm(kept?.liabilities.find((one) => one.partyId === id)?.share),
    })),
  });
  const draft = useDraft(`traffic:${view.id}`, form, { version });
  const save = useCommand('mediation.saveTraffic', {
    form,
    fieldsUnder: 'traffic',
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.traffic')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={(traffic) =>
        void save.run({ caseId: view.id, ...(version === undefined ? {} : { version }), traffic })
      }
    >
      <div className={classes.fields}>
        <TextField name="documentNumber" label={t('traffic.documentNumber')} />
        <DateField name="documentOn" label={t('traffic.documentOn')} />
        <DateField name="accidentOn" label={t('traffic.accidentOn')} />
        <TextField name="place" label={t('traffic.place')} />
      </div>
      <Stack gap="xs" role="group" aria-label={t('traffic.liabilities')}>
        <Title order={3}>{t('traffic.liabilities')}</Title>
        <div className={classes.fields}>
          {view.parties.map((party, index) => (
            <FractionFields
              key={party.id}
              name={`liabilities.${index}.share`}
              label={t('traffic.shareOf', { name: party.name })}
            />
          ))}
        </div>
      </Stack>
      <ListEditor
        name="vehicles"
        title={t('traffic.vehicles')}
        add={t('traffic.addVehicle')}
        nth={(n) => t('traffic.vehicle', { n })}
        empty={() => ({ plate: '', kind: '', owner: '' })}
        first="plate"
      >
        {(path) => (
          <div className={classes.fields}>
            <TextField name={`${path}.plate`} label={t('traffic.plate')} required />
            <TextField name={`${path}.kind`} label={t('traffic.vehicleKind')} />
            <TextField name={`${path}.owner`} label={t('traffic.owner')} />
          </div>
        )}
      </ListEditor>
      <ListEditor
        name="insurances"
        title={t('traffic.insurances')}
        add={t('traffic.addInsurance')}
        nth={(n) => t('traffic.insurance', { n })}
        empty={() => ({
          kind: 'compulsory',
          insurer: '',
          policyNumber: '',
          plate: '',
          limitFen: null,
          toldOn: null,
          sessionOn: null,
        })}
        first="insurer"
      >
        {(path) => (
          <div className={classes.fields}>
            <SelectField
              name={`${path}.kind`}
              label={t('traffic.insuranceKind')}
              choices={(['compulsory', 'commercial'] as const).map((value) => ({
                value,
                label: t(`insurance.${value}`),
              }))}
            />
            <TextField name={`${path}.insurer`} label={t('traffic.insurer')} required />
            <TextField name={`${path}.policyNumber`} label={t('medical.policyNumber')} />
            <TextField name={`${path}.plate`} label={t('traffic.plate')} />
            <MoneyField name={`${path}.limitFen`} label={t('traffic.limit')} />
            <DateField name={`${path}.toldOn`} label={t('traffic.toldOn')} />
            <DateField name={`${path}.sessionOn`} label={t('traffic.sessionOn')} />
          </div>
        )}
      </ListEditor>
    </RecordForm>
  );
}
