import type { ReactNode } from 'react';
import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import {
  appraisalCommissions,
  causationDegrees,
  medicalFields,
  sides,
} from '../../../../src-main/contract/mediation/line-values.ts';
import type { LinesView } from '../../../../src-main/contract/mediation/lines.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { CheckboxField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
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

const medicalForm = medicalFields.extend({
  ratio: optionalFraction,
  degree: z.enum(['', ...causationDegrees]).transform((degree) => (degree === '' ? null : degree)),
  materials: z
    .array(z.object({ code: z.string(), receivedOn: z.string().nullable() }))
    .transform((list) =>
      list.flatMap(({ code, receivedOn }) => (receivedOn === null ? [] : [{ code, receivedOn }])),
    ),
});

/** The medical record of a case, in the order in which a dispute goes. */
export function MedicalDialog(props: LineDialogProps) {
  const { t } = useTranslation('lines');
  return (
    <FormDialog opened={props.opened} onClose={props.onClose} title={t('panel.edit.medical')} size="60rem">
      {props.opened ? <MedicalForm {...props} /> : null}
    </FormDialog>
  );
}

function MedicalForm({ view, lines, onClose }: LineDialogProps) {
  const { t } = useTranslation('lines');
  const form = useAppForm(medicalForm, toForm(lines));
  const version = lines.medical?.version;
  const draft = useDraft(`medical:${view.id}`, form, { version });
  const save = useCommand('mediation.saveMedical', {
    form,
    fieldsUnder: 'medical',
    onDone: () => {
      void draft.discard();
      notifyDone(t('panel.saved'));
      onClose();
    },
  });
  return (
    <RecordForm
      form={form}
      label={t('panel.edit.medical')}
      notice={draft.notice}
      pending={save.pending}
      onClose={onClose}
      onSubmit={(medical) =>
        void save.run({ caseId: view.id, ...(version === undefined ? {} : { version }), medical })
      }
    >
      <div className={classes.fields}>
        <TextField name="hospital" label={t('medical.hospital')} />
        <TextField name="department" label={t('medical.department')} />
        <TextField name="specialty" label={t('medical.specialty')} />
        <TextField name="treatmentWay" label={t('medical.treatmentWay')} />
        <TextField name="treatmentResult" label={t('medical.treatmentResult')} />
        <TextField name="medicalGrade" label={t('medical.medicalGrade')} />
        <CheckboxField name="major" label={t('medical.major')} />
        <CheckboxField name="media" label={t('medical.media')} />
      </div>
      <ListEditor
        name="experts"
        title={t('medical.experts')}
        add={t('medical.addExpert')}
        nth={(n) => t('medical.expert', { n })}
        empty={() => ({ name: '', field: '', opinion: '', recused: false })}
        first="name"
        most={20}
      >
        {(path) => (
          <div className={classes.fields}>
            <TextField name={`${path}.name`} label={t('medical.expertName')} required />
            <TextField name={`${path}.field`} label={t('medical.expertField')} />
            <CheckboxField name={`${path}.recused`} label={t('medical.recused')} />
            <div className={classes.spanAll}>
              <TextArea name={`${path}.opinion`} label={t('medical.opinion')} minRows={1} />
            </div>
          </div>
        )}
      </ListEditor>
      <FieldGroup title={t('medical.appraisal')}>
        <SelectField
          name="appraisalBy"
          label={t('medical.appraisalBy')}
          choices={appraisalCommissions.map((value) => ({ value, label: t(`appraisalBy.${value}`) }))}
        />
        <TextField name="appraisalBody" label={t('medical.appraisalBody')} />
        <TextField name="appraisalNumber" label={t('medical.appraisalNumber')} />
        <DateField name="appraisalOn" label={t('medical.appraisalOn')} />
        <SelectField
          name="degree"
          label={t('medical.degree')}
          choices={causationDegrees.map((value) => ({ value, label: t(`degree.${value}`) }))}
          clearable
        />
        <FractionFields name="ratio" label={t('medical.ratio')} />
        <TextField name="damage" label={t('medical.damage')} />
        <TextField name="fault" label={t('medical.fault')} />
        <TextField name="causation" label={t('medical.causation')} />
      </FieldGroup>
      <FieldGroup title={t('medical.insurance')}>
        <TextField name="insurer" label={t('medical.insurer')} />
        <TextField name="policyNumber" label={t('medical.policyNumber')} />
        <DateField name="policyFrom" label={t('medical.policyFrom')} />
        <DateField name="policyTo" label={t('medical.policyTo')} />
        <DateField name="incidentOn" label={t('medical.incidentOn')} />
        <DateField name="reportedOn" label={t('medical.reportedOn')} />
        <DateField name="insurerAcceptedOn" label={t('medical.insurerAcceptedOn')} />
        <MoneyField name="calculatedFen" label={t('medical.calculated')} />
        <MoneyField name="agreedFen" label={t('medical.agreed')} />
        <MoneyField name="insurerFen" label={t('medical.insurerPart')} />
        <MoneyField name="hospitalFen" label={t('medical.hospitalPart')} />
        <DateField name="claimSubmittedOn" label={t('medical.claimSubmittedOn')} />
        <DateField name="claimPaidOn" label={t('medical.claimPaidOn')} />
      </FieldGroup>
      <FieldGroup title={t('medical.sealing')}>
        <DateField name="sealedOn" label={t('medical.sealedOn')} />
        <TextField name="sealedObjects" label={t('medical.sealedObjects')} />
        <TextField name="sealedBy" label={t('medical.sealedBy')} />
        <DateField name="diedOn" label={t('medical.diedOn')} />
        <CheckboxField name="bodyFrozen" label={t('medical.bodyFrozen')} />
      </FieldGroup>
      {sides.map((side) => (
        <FieldGroup key={side} title={t(`side.${side}`)}>
          {lines.materials.map((material, index) =>
            material.side === side ? (
              <DateField
                key={material.code}
                name={`materials.${index}.receivedOn`}
                label={
                  material.copies > 1
                    ? t('medical.materialCopies', { name: material.name, n: material.copies })
                    : material.name
                }
              />
            ) : null,
          )}
        </FieldGroup>
      ))}
    </RecordForm>
  );
}

function FieldGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Title order={3}>{title}</Title>
      <div className={classes.fields}>{children}</div>
    </Stack>
  );
}

function toForm(lines: LinesView): z.input<typeof medicalForm> {
  const kept = medicalFields.parse(lines.medical ? withoutComputed(lines.medical) : {});
  return {
    ...kept,
    degree: kept.degree ?? '',
    ratio: fractionToForm(kept.ratio),
    materials: lines.materials.map(({ code }) => ({
      code,
      receivedOn: kept.materials.find((one) => one.code === code)?.receivedOn ?? null,
    })),
  };
}

function withoutComputed({
  version: _version,
  claim: _claim,
  autopsyBy: _autopsyBy,
  ...fields
}: NonNullable<LinesView['medical']>) {
  return fields;
}
