import { Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { riskInput, riskKinds } from '../../../../src-main/contract/mediation/proceedings-fields.ts';
import { todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { RadioGroupField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import classes from '../mediation.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import type { Proceedings } from './use-proceedings.ts';

export type Risk = Proceedings['risks'][number];

interface RiskDialogProps {
  view: CaseView;
  risk: Risk | undefined;
  onClose(): void;
}

/** 人民调解法 art. 25: measures against escalation, a report where the police must know. */
export function RiskDialog({ view, risk: one, onClose }: RiskDialogProps) {
  const { t } = useTranslation('proceedings');
  return (
    <RecordDialog
      title={one ? t('people.editRisk') : t('people.addRisk')}
      schema={riskInput}
      initial={{
        kind: one?.kind ?? 'escalation',
        foundOn: one?.foundOn ?? todayText(),
        situation: one?.situation ?? '',
        measures: one?.measures ?? '',
        reportedOn: one?.reportedOn ?? null,
        reportedTo: one?.reportedTo ?? '',
        reportContent: one?.reportContent ?? '',
        resolvedOn: one?.resolvedOn ?? null,
      }}
      draftKey={`risk:${view.id}:${one?.id ?? 'new'}`}
      version={one?.version}
      command="mediation.recordRisk"
      under="risk"
      toInput={(risk) => ({
        caseId: view.id,
        ...(one ? { riskId: one.id, version: one.version } : {}),
        risk,
      })}
      doneText={t('people.riskSaved')}
      intro={
        <Text size="sm" c="dimmed">
          {t('people.riskSource')}
        </Text>
      }
      onClose={onClose}
    >
      <RiskFields />
    </RecordDialog>
  );
}

function RiskFields() {
  const { t } = useTranslation('proceedings');
  const kind = useWatch<{ kind: string }, 'kind'>({ name: 'kind' });
  const police = kind === 'police';
  return (
    <>
      <RadioGroupField
        name="kind"
        label={t('people.riskKind')}
        choices={riskKinds.map((value) => ({ value, label: t(`people.riskKinds.${value}`) }))}
      />
      <DateField name="foundOn" label={t('people.foundOn')} emptyValue="" required />
      <TextArea name="situation" label={t('people.situation')} required />
      <TextArea name="measures" label={t('people.measures')} required={!police} />
      <div className={classes.fields}>
        <DateField name="reportedOn" label={t('people.reportedOn')} required={police} />
        <TextField name="reportedTo" label={t('people.reportedTo')} required={police} />
      </div>
      <TextArea name="reportContent" label={t('people.reportContent')} required={police} />
      <DateField name="resolvedOn" label={t('people.resolvedOn')} />
    </>
  );
}
