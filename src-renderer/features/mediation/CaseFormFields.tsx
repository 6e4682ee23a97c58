import { useEffect, useRef } from 'react';
import { Stack } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { caseSources } from '../../../src-main/contract/mediation/case-values.ts';
import { AreaField } from '../../ui/form/AreaField.tsx';
import { DateField } from '../../ui/form/DateField.tsx';
import { CheckboxField, RadioGroupField, SelectField, TextArea, TextField } from '../../ui/form/fields.tsx';
import { LinesField } from '../../ui/form/LinesField.tsx';
import { MoneyField } from '../../ui/form/MoneyField.tsx';
import { Section } from '../../ui/Section.tsx';
import type { CaseForm } from './case-form.ts';
import classes from './mediation.module.css';
import { PartiesEditor } from './PartiesEditor.tsx';
import { useReference } from './use-reference.ts';

/** The registration: where it comes from, who quarrels, about what. In the order in which people tell it. */
export function CaseFormFields() {
  const { t } = useTranslation('mediation');
  return (
    <Stack gap="md">
      <Section title={t('form.basics')}>
        <Basics />
      </Section>
      <Section title={t('party.title')}>
        <PartiesEditor />
      </Section>
      <Section title={t('form.facts')}>
        <Facts />
      </Section>
    </Stack>
  );
}

function Basics() {
  const { t } = useTranslation('mediation');
  const reference = useReference();
  const { setValue } = useFormContext<CaseForm>();
  const [source, disputeType] = useWatch<CaseForm, ['source', 'disputeType']>({
    name: ['source', 'disputeType'],
  });
  const subTypes = reference.subTypes(disputeType);
  return (
    <div className={classes.fields}>
      <div className={classes.spanAll}>
        <RadioGroupField
          name="source"
          label={t('form.source')}
          choices={caseSources.map((value) => ({ value, label: t(`source.${value}`) }))}
          required
        />
      </div>
      {source === 'referral' ? (
        <>
          <SelectField
            name="referralSource"
            label={t('form.referralSource')}
            choices={reference.referralSources}
            required
          />
          <TextField name="referralBody" label={t('form.referralBody')} />
          <TextField name="referralNumber" label={t('form.referralNumber')} />
        </>
      ) : null}
      <SelectField
        name="disputeType"
        label={t('form.type')}
        choices={reference.disputeTypes}
        onChosen={() => setValue('disputeSubType', '', { shouldDirty: true })}
        required
      />
      {subTypes.length > 0 ? (
        <SelectField name="disputeSubType" label={t('form.subType')} choices={subTypes} clearable />
      ) : null}
      <DateField name="appliedOn" label={t('form.appliedOn')} emptyValue="" required />
      <AreaField name="areaId" label={t('form.area')} />
    </div>
  );
}

function Facts() {
  const { t } = useTranslation('mediation');
  useTitleSuggestion();
  return (
    <Stack gap="sm">
      <TextField name="title" label={t('form.title')} description={t('form.titleHint')} required />
      <TextArea name="facts" label={t('form.factsText')} minRows={5} required />
      <LinesField name="requests" label={t('form.requests')} description={t('form.requestsHint')} />
      <div className={classes.fields}>
        <MoneyField name="claimedFen" label={t('form.claimed')} />
        <div style={{ alignSelf: 'end', paddingBottom: '0.5rem' }}>
          <CheckboxField name="closedToPublic" label={t('form.closed')} />
        </div>
      </div>
    </Stack>
  );
}

/** Keeps the title “甲与乙邻里纠纷” as long as nobody has typed another. */
function useTitleSuggestion(): void {
  const { t } = useTranslation('mediation');
  const { typeName } = useReference();
  const { getValues, setValue } = useFormContext<CaseForm>();
  const [parties, disputeType] = useWatch<CaseForm, ['parties', 'disputeType']>({
    name: ['parties', 'disputeType'],
  });
  const last = useRef('');
  const nameOf = (role: string) =>
    parties.find((party) => party.role === role && party.name.trim() !== '')?.name.trim();
  const [first, second] = [nameOf('applicant'), nameOf('respondent')];
  const word = t('form.disputeWord');
  const type = disputeType === '' ? '' : typeName(disputeType);
  const suggestion =
    first && second && type
      ? t('form.titleSuggestion', {
          first,
          second,
          type: type.endsWith(word) ? type : `${type}${word}`,
        }).slice(0, 100)
      : '';
  useEffect(() => {
    if (suggestion === '') return;
    const now = getValues('title');
    if (now === '' || now === last.current)
      setValue('title', suggestion, { shouldDirty: true, shouldValidate: now !== '' });
    last.current = suggestion;
  }, [suggestion, getValues, setValue]);
}
