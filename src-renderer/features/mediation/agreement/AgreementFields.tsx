import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from './agreement.module.css';
import { LineClauses } from '../lines/LineClauses.tsx';
import { ClausesEditor } from './ClausesEditor.tsx';

/** Everything that an agreement may say (人民调解法 art. 29), in the order of the official form. */
export function AgreementFields({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  return (
    <Stack gap="md" miw={0}>
      <div className={classes.grid}>
        <RadioGroupField
          name="form"
          label={t('agreement.form')}
          choices={(['written', 'oral'] as const).map((value) => ({
            value,
            label: t(`agreement.forms.${value}`),
          }))}
        />
        <DateField name="concludedOn" label={t('agreement.concludedOn')} />
        <TextField name="place" label={t('agreement.place')} />
        <TextField name="recorder" label={t('agreement.recorder')} />
      </div>
      <TextArea name="facts" label={t('agreement.facts')} minRows={3} maxRows={10} />
      <TextArea name="issues" label={t('agreement.issues')} minRows={2} maxRows={8} />
      <div role="group" aria-label={t('agreement.responsibilities')}>
        <Title order={3} mb="xs">
          {t('agreement.responsibilities')}
        </Title>
        <div className={classes.grid}>
          {view.parties.map((party, index) => (
            <TextArea
              key={party.id}
              name={`responsibilities.${index}.text`}
              label={t('agreement.responsibilityOf', { name: party.name })}
              minRows={1}
            />
          ))}
        </div>
      </div>
      <ClausesEditor parties={view.parties} more={(take) => <LineClauses caseId={view.id} onTake={take} />} />
      <TextArea name="performance" label={t('agreement.performance')} />
    </Stack>
  );
}
