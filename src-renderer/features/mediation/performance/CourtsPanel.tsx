import { useState } from 'react';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import { routes } from '../../../../src-main/contract/index.ts';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import {
  courtResultsOf,
  courtStepFields,
  courtStepKinds,
  type CourtStepKind,
  type PerformanceView,
} from '../../../../src-main/contract/mediation/performance.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Facts } from '../Facts.tsx';
import { RecordFiles } from '../dossier/RecordFiles.tsx';
import { useProofFiles } from '../dossier/use-proof-files.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';

const striking = routes['mediation.strikeCourtStep'].input.pick({ reason: true });

type CourtStep = PerformanceView['courtSteps'][number];

/** A lawsuit after the agreement, a payment order, an enforcement (national table, row 10). Hidden before effect. */
export function CourtsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('performance');
  const inEffect = Boolean(view.agreement?.effectiveOn);
  const result = useRoute('mediation.readPerformance', { caseId: view.id }, { enabled: inEffect });
  const may = useMay();
  const [step, setStep] = useState<CourtStep | 'new'>();
  const [striking, setStriking] = useState<CourtStep>();
  if (!inEffect) return null;
  const mayRecord = may('mediation.saveCourtStep');
  const steps = result.data?.courtSteps ?? [];
  return (
    <Section
      title={t('courts.title')}
      id="case-courts"
      actions={
        mayRecord ? (
          <AddButton variant="default" size="xs" onClick={() => setStep('new')}>
            {t('courts.add')}
          </AddButton>
        ) : null
      }
    >
      <Stack gap="sm">
        {steps.length === 0 ? <Text c="dimmed">{t('courts.none')}</Text> : null}
        {steps.map((one) => {
          const what = t('courts.line', {
            kind: t(`courts.kinds.${one.kind}`),
            date: dateText(one.filedOn),
            court: one.court,
          });
          return (
            <article key={one.id} className={classes.card} aria-label={what}>
              <Group justify="space-between" mb={4}>
                <Title order={3}>{what}</Title>
                {mayRecord ? (
                  <Group gap="xs">
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      leftSection={<IconPencil size="1rem" aria-hidden />}
                      aria-label={t('courts.edit', { what })}
                      onClick={() => setStep(one)}
                    >
                      {t('common:action.edit')}
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={t('courts.strikeOf', { what })}
                      onClick={() => setStriking(one)}
                    >
                      {t('courts.strike')}
                    </Button>
                  </Group>
                ) : null}
              </Group>
              <Facts
                entries={[
                  [t('courts.number'), one.number],
                  [t('courts.filedBy'), one.filedBy],
                  [t('courts.result'), t(`courts.results.${one.result}`)],
                  [t('courts.resultOn'), one.resultOn ? dateText(one.resultOn) : ''],
                  [t('courts.note'), one.note],
                ]}
              />
              <RecordFiles caseId={view.id} kind="courtStep" recordId={one.id} what={what} />
            </article>
          );
        })}
      </Stack>
      {striking ? (
        <StrikeDialog caseId={view.id} step={striking} onClose={() => setStriking(undefined)} />
      ) : null}
      {step ? (
        <CourtDialog
          caseId={view.id}
          step={step === 'new' ? undefined : step}
          onClose={() => setStep(undefined)}
        />
      ) : null}
    </Section>
  );
}

function StrikeDialog(props: { caseId: string; step: CourtStep; onClose(): void }) {
  const { caseId, step, onClose } = props;
  const { t } = useTranslation('performance');
  return (
    <CommandDialog
      title={t('courts.strikeOf', { what: t(`courts.kinds.${step.kind}`) })}
      submit={t('courts.strike')}
      done={t('courts.struck')}
      route="mediation.strikeCourtStep"
      schema={striking}
      defaults={{ reason: '' }}
      draftKey={`strikeCourt:${step.id}`}
      version={step.version}
      input={({ reason }) => ({ caseId, stepId: step.id, version: step.version, reason })}
      danger
      onClose={onClose}
    >
      <Text>{t('courts.strikeText')}</Text>
      <TextField name="reason" label={t('courts.strikeReason')} required />
    </CommandDialog>
  );
}

function CourtDialog({
  caseId,
  step,
  onClose,
}: {
  caseId: string;
  step: CourtStep | undefined;
  onClose(): void;
}) {
  const { t } = useTranslation('performance');
  const proofs = useProofFiles();
  return (
    <CommandDialog
      title={step ? t('courts.edit', { what: t(`courts.kinds.${step.kind}`) }) : t('courts.add')}
      submit={t('courts.save')}
      done={t('courts.saved')}
      route="mediation.saveCourtStep"
      schema={courtStepFields}
      defaults={{
        kind: step?.kind ?? 'lawsuit',
        filedOn: step?.filedOn ?? todayText(),
        court: step?.court ?? '',
        number: step?.number ?? '',
        filedBy: step?.filedBy ?? '',
        result: step?.result ?? 'pending',
        resultOn: step?.resultOn ?? null,
        note: step?.note ?? '',
      }}
      draftKey={`court:${caseId}:${step?.id ?? 'new'}`}
      version={step?.version}
      fieldsUnder="step"
      input={(values) => ({
        caseId,
        ...(step ? { stepId: step.id, version: step.version } : {}),
        step: values,
        files: proofs.files,
      })}
      onClose={onClose}
    >
      <CourtFields />
      {proofs.field}
    </CommandDialog>
  );
}

function CourtFields() {
  const { t } = useTranslation('performance');
  const kind = useFormContext().watch('kind') as CourtStepKind;
  return (
    <>
      <div className={classes.fields}>
        <SelectField
          name="kind"
          label={t('courts.kind')}
          choices={courtStepKinds.map((value) => ({ value, label: t(`courts.kinds.${value}`) }))}
          required
        />
        <DateField name="filedOn" label={t('courts.filedOn')} emptyValue="" required />
        <TextField name="court" label={t('courts.court')} required />
        <TextField name="number" label={t('courts.number')} />
        <TextField name="filedBy" label={t('courts.filedBy')} />
        <SelectField
          name="result"
          label={t('courts.result')}
          choices={courtResultsOf[kind].map((value) => ({ value, label: t(`courts.results.${value}`) }))}
          searchable={false}
          required
        />
        <DateField name="resultOn" label={t('courts.resultOn')} />
      </div>
      <TextArea name="note" label={t('courts.note')} />
    </>
  );
}
