import { useEffect, useState } from 'react';
import { Alert, Badge, Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconFileText } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import {
  confirmationStep,
  type ConfirmationState,
  type PerformanceView,
} from '../../../../src-main/contract/mediation/performance.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { DocumentDialog } from '../DocumentDialog.tsx';
import { RecordFiles } from '../dossier/RecordFiles.tsx';
import { useProofFiles } from '../dossier/use-proof-files.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import own from './performance.module.css';

type Confirmation = PerformanceView['confirmation'];

/** The joint request to the court: countdown of the 30 days, where it stands, and the packet of papers (art. 33). */
export function ConfirmationPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('performance');
  const result = useRoute('mediation.readPerformance', { caseId: view.id });
  const may = useMay();
  const [recording, setRecording] = useState(false);
  const inEffect = Boolean(view.agreement?.effectiveOn);
  const mayRecord = inEffect && may('mediation.recordConfirmation');
  const confirmation = result.data?.confirmation;
  return (
    <Section
      title={t('confirmation.title')}
      id="case-confirmation"
      actions={
        mayRecord && confirmation && confirmation.next.length > 0 ? (
          <AddButton variant="default" size="xs" onClick={() => setRecording(true)}>
            {t('confirmation.record')}
          </AddButton>
        ) : null
      }
    >
      {inEffect ? (
        <Loaded result={result}>
          {(data) => (
            <Stack gap="sm">
              <Steps state={data.confirmation.state} />
              <Countdown confirmation={data.confirmation} />
              <Events caseId={view.id} confirmation={data.confirmation} />
              <Packet
                key={data.confirmation.papersVersion}
                caseId={view.id}
                confirmation={data.confirmation}
                readOnly={!mayRecord}
              />
            </Stack>
          )}
        </Loaded>
      ) : (
        <Text c="dimmed">{t('confirmation.waiting')}</Text>
      )}
      {recording && confirmation ? (
        <StepDialog caseId={view.id} confirmation={confirmation} onClose={() => setRecording(false)} />
      ) : null}
    </Section>
  );
}

const usual = ['planned', 'applied', 'accepted', 'confirmed'] as const satisfies readonly ConfirmationState[];

/** The usual way with the state that the case has; a state beside the way stands alone. */
function Steps({ state }: { state: ConfirmationState }) {
  const { t } = useTranslation('performance');
  const shown = (usual as readonly ConfirmationState[]).includes(state) ? usual : [state, ...usual];
  return (
    <ol className={own.steps} aria-label={t('confirmation.now', { state: t(`confirmation.state.${state}`) })}>
      {shown.map((one) => (
        <li
          key={one}
          className={own.step}
          {...(one === state ? { 'data-current': true, 'aria-current': 'step' as const } : {})}
        >
          {t(`confirmation.state.${one}`)}
        </li>
      ))}
    </ol>
  );
}

function Countdown({ confirmation }: { confirmation: Confirmation }) {
  const { t } = useTranslation('performance');
  const { urgency, dueOn, daysLeft } = confirmation;
  const date = dateText(dueOn);
  if (urgency === 'settled' || urgency === 'tooEarly') return null;
  if (urgency === 'calm') return <Text>{t('confirmation.countdown', { date, n: daysLeft ?? 0 })}</Text>;
  const text =
    urgency === 'over'
      ? t('confirmation.over', { date })
      : urgency === 'last'
        ? t('confirmation.last', { date })
        : t('confirmation.countdown', { date, n: daysLeft ?? 0 });
  return (
    <Alert
      color={urgency === 'warn' ? 'yellow' : 'red'}
      c="var(--mantine-color-text)"
      icon={
        urgency === 'over' ? (
          <IconAlertTriangle size="1.2rem" aria-hidden />
        ) : (
          <IconClock size="1.2rem" aria-hidden />
        )
      }
    >
      {text}
    </Alert>
  );
}

function Events({ caseId, confirmation }: { caseId: string; confirmation: Confirmation }) {
  const { t } = useTranslation('performance');
  if (confirmation.events.length === 0) return null;
  const lineOf = (one: Confirmation['events'][number]) =>
    t('confirmation.line', { date: dateText(one.on), event: t(`confirmation.event.${one.event}`) });
  return (
    <ul className={own.lines}>
      {confirmation.events.map((one) => (
        <li key={one.id}>
          <Text span td={one.undone ? 'line-through' : undefined}>
            {[lineOf(one), one.court, one.number, one.note].filter(Boolean).join(' · ')}
          </Text>{' '}
          {one.undone ? (
            <Badge color="gray" c="var(--mantine-color-text)">
              {t('confirmation.undone')}
            </Badge>
          ) : null}
          {one.former ? (
            <Badge color="gray" c="var(--mantine-color-text)">
              {t('confirmation.former')}
            </Badge>
          ) : null}
          {one.late ? (
            <Badge color="yellow" c="var(--mantine-color-text)">
              {t('late')}
            </Badge>
          ) : null}
          {one.undone || one.event === 'undo' ? null : (
            <RecordFiles caseId={caseId} kind="confirmation" recordId={one.id} what={lineOf(one)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Packet({
  caseId,
  confirmation,
  readOnly,
}: {
  caseId: string;
  confirmation: Confirmation;
  readOnly: boolean;
}) {
  const { t } = useTranslation('performance');
  const attached = new Set(
    confirmation.papers.filter((paper) => paper.attached.length > 0).map((paper) => paper.code),
  );
  const onFile = confirmation.papers
    .filter((paper) => paper.ready && !attached.has(paper.code))
    .map((paper) => paper.code);
  const [viewing, setViewing] = useState<{ id: string; title: string }>();
  const [ready, setReady] = useState(onFile);
  const kept = onFile.join();
  useEffect(() => setReady(kept === '' ? [] : kept.split(',')), [kept]);
  const save = useCommand('mediation.saveConfirmationPapers', {
    onDone: () => notifyDone(t('confirmation.papersSaved')),
  });
  const required = confirmation.papers.filter((paper) => paper.required);
  const changed = [...ready].sort().join() !== [...onFile].sort().join();
  return (
    <div role="group" aria-label={t('confirmation.papers')}>
      <Group justify="space-between" mb={6}>
        <Title order={3}>{t('confirmation.papers')}</Title>
        <Text size="sm">
          {t('confirmation.ready', {
            ready: required.filter((paper) => attached.has(paper.code) || ready.includes(paper.code)).length,
            all: required.length,
          })}
        </Text>
      </Group>
      <Stack gap={6}>
        {confirmation.papers.map((paper) => (
          <Group key={paper.code} gap="0.25rem 0.75rem">
            <Checkbox
              label={`${paper.name}（${t(paper.required ? 'confirmation.required' : 'confirmation.asNeeded')}）`}
              checked={attached.has(paper.code) || ready.includes(paper.code)}
              disabled={readOnly || attached.has(paper.code)}
              styles={{ label: { color: 'var(--mantine-color-text)' } }}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                setReady((before) =>
                  checked ? [...before, paper.code] : before.filter((code) => code !== paper.code),
                );
              }}
            />
            {paper.attached.map((one) => (
              <Button
                key={one.id}
                size="compact-xs"
                variant="subtle"
                leftSection={<IconFileText size="0.9rem" aria-hidden />}
                aria-label={t('confirmation.viewAttached', { title: one.title })}
                onClick={() => setViewing(one)}
              >
                {t('confirmation.attached')}
              </Button>
            ))}
          </Group>
        ))}
        {readOnly ? null : (
          <Group justify="flex-end">
            <Button
              size="xs"
              variant="default"
              disabled={!changed}
              loading={save.pending}
              onClick={() => void save.run({ caseId, version: confirmation.papersVersion, ready })}
            >
              {t('confirmation.savePapers')}
            </Button>
          </Group>
        )}
      </Stack>
      <DocumentDialog document={viewing} onClose={() => setViewing(undefined)} />
    </div>
  );
}

function StepDialog({
  caseId,
  confirmation,
  onClose,
}: {
  caseId: string;
  confirmation: Confirmation;
  onClose(): void;
}) {
  const { t } = useTranslation('performance');
  const proofs = useProofFiles();
  const last = confirmation.events.findLast((one) => one.court !== '');
  const preferred = confirmation.next.find((event) => event === 'apply') ?? confirmation.next[0] ?? 'plan';
  return (
    <CommandDialog
      title={t('confirmation.record')}
      submit={t('confirmation.save')}
      done={t('confirmation.saved')}
      route="mediation.recordConfirmation"
      schema={confirmationStep}
      defaults={{ event: preferred, on: todayText(), court: last?.court ?? '', number: '', note: '' }}
      draftKey={`confirmation:${caseId}`}
      version={confirmation.count}
      fieldsUnder="step"
      input={(step) => ({ caseId, count: confirmation.count, step, files: proofs.files })}
      onClose={onClose}
    >
      <div className={classes.fields}>
        <SelectField
          name="event"
          label={t('confirmation.step')}
          choices={confirmation.next.map((value) => ({ value, label: t(`confirmation.event.${value}`) }))}
          required
        />
        <DateField name="on" label={t('confirmation.on')} emptyValue="" required />
        <TextField name="court" label={t('confirmation.court')} />
        <TextField name="number" label={t('confirmation.number')} />
      </div>
      <TextArea name="note" label={t('confirmation.note')} description={t('confirmation.undoNote')} />
      {proofs.field}
    </CommandDialog>
  );
}
