import { useState } from 'react';
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../ui/AddButton.tsx';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import {
  performanceOnVisit,
  satisfactionFields,
  satisfactionLevels,
  visitFields,
  visitManners,
  type PerformanceView,
} from '../../../../src-main/contract/mediation/performance.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay, useSession } from '../../../bridge/session.tsx';
import { dateText, todayText } from '../../../i18n/format.ts';
import { DateField } from '../../../ui/form/DateField.tsx';
import { MultiSelectField, SelectField, TextArea, TextField } from '../../../ui/form/fields.tsx';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { RecordFiles } from '../dossier/RecordFiles.tsx';
import { useProofFiles } from '../dossier/use-proof-files.tsx';
import { DueText } from '../DueText.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import { CommandDialog } from '../../../ui/form/CommandDialog.tsx';
import own from './performance.module.css';

type Visit = PerformanceView['visits'][number];
type Satisfied = PerformanceView['satisfaction'][number];

/** Return visits by plan, their records (form 12), and how satisfied each party is. */
export function VisitsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('performance');
  const result = useRoute('mediation.readPerformance', { caseId: view.id });
  const may = useMay();
  const [visit, setVisit] = useState<Visit | { planKey: string }>();
  const [asked, setAsked] = useState<Satisfied>();
  const inEffect = Boolean(view.agreement?.effectiveOn);
  const mayRecord = inEffect && may('mediation.recordVisit');
  const data = result.data;
  return (
    <Section
      title={t('visits.title')}
      id="case-visits"
      actions={
        mayRecord ? (
          <AddButton variant="default" size="xs" onClick={() => setVisit({ planKey: nextPlanned(data) })}>
            {t('visits.record')}
          </AddButton>
        ) : null
      }
    >
      {inEffect ? (
        <Loaded result={result}>
          {(read) => <Visits data={read} mayRecord={mayRecord} onVisit={setVisit} onAsk={setAsked} />}
        </Loaded>
      ) : (
        <Text c="dimmed">{t('visits.waiting')}</Text>
      )}
      {visit && data ? (
        <VisitDialog view={view} data={data} visit={visit} onClose={() => setVisit(undefined)} />
      ) : null}
      {asked ? (
        <SatisfactionDialog caseId={view.id} asked={asked} onClose={() => setAsked(undefined)} />
      ) : null}
    </Section>
  );
}

/** The first planned visit that may be made by now. */
const nextPlanned = (data: PerformanceView | undefined): string =>
  data?.visitPlan.find((entry) => entry.visitedOn === null && entry.anchorOn <= data.today)?.key ?? '';

interface VisitsProps {
  data: PerformanceView;
  mayRecord: boolean;
  onVisit(visit: Visit): void;
  onAsk(asked: Satisfied): void;
}

function Visits({ data, mayRecord, onVisit, onAsk }: VisitsProps) {
  const { t } = useTranslation('performance');
  const planName = usePlanName(data);
  return (
    <Stack gap="sm">
      <ul className={own.lines} aria-label={t('visits.plan')}>
        {data.visitPlan.map((entry) => (
          <li key={entry.key}>
            {planName(entry.key)} ·{' '}
            {entry.visitedOn ? (
              t('visits.visited', { date: dateText(entry.visitedOn) })
            ) : (
              <DueText dueOn={entry.dueOn} today={data.today} />
            )}
          </li>
        ))}
      </ul>
      {data.visits.length === 0 ? <Text c="dimmed">{t('visits.none')}</Text> : null}
      {data.visits.map((one) => (
        <article
          key={one.id}
          className={classes.card}
          aria-label={t('visits.line', {
            date: dateText(one.visitedOn),
            manner: t(`visits.manners.${one.manner}`),
            visitors: one.visitors,
          })}
        >
          <Group justify="space-between" mb={4}>
            <Group gap="xs">
              <Title order={3}>
                {t('visits.line', {
                  date: dateText(one.visitedOn),
                  manner: t(`visits.manners.${one.manner}`),
                  visitors: one.visitors,
                })}
              </Title>
              {one.late ? (
                <Badge color="yellow" c="var(--mantine-color-text)">
                  {t('late')}
                </Badge>
              ) : null}
            </Group>
            {mayRecord ? (
              <Button
                variant="subtle"
                size="compact-sm"
                leftSection={<IconPencil size="1rem" aria-hidden />}
                aria-label={t('visits.edit', { date: dateText(one.visitedOn) })}
                onClick={() => onVisit(one)}
              >
                {t('common:action.edit')}
              </Button>
            ) : null}
          </Group>
          <Facts
            entries={[
              [t('visits.performance'), t(`visits.performances.${one.performance}`)],
              [t('visits.findings'), one.findings],
              [t('visits.satisfaction'), one.satisfaction],
              [t('visits.lawsuit'), one.lawsuit],
              [t('visits.hiddenRisk'), one.hiddenRisk],
              [t('visits.measures'), one.measures],
            ]}
          />
          <RecordFiles
            caseId={data.caseId}
            kind="visit"
            recordId={one.id}
            what={t('visits.line', {
              date: dateText(one.visitedOn),
              manner: t(`visits.manners.${one.manner}`),
              visitors: one.visitors,
            })}
            paper="returnVisit"
          />
        </article>
      ))}
      <div>
        <Title order={3}>{t('satisfaction.title')}</Title>
        <ul className={own.lines}>
          {data.satisfaction.map((one) => (
            <li key={one.partyId}>
              <Group gap="xs">
                <span>
                  {[
                    one.name,
                    one.level ? t(`satisfaction.levels.${one.level}`) : t('satisfaction.none'),
                    one.note,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {mayRecord ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t('satisfaction.recordOf', { name: one.name })}
                    onClick={() => onAsk(one)}
                  >
                    {t('satisfaction.record')}
                  </Button>
                ) : null}
              </Group>
            </li>
          ))}
        </ul>
      </div>
    </Stack>
  );
}

function usePlanName(_data: PerformanceView): (key: string) => string {
  const { t } = useTranslation('performance');
  return (key) =>
    key === 'effect' ? t('visits.effect') : t('visits.due', { date: dateText(key.slice('due:'.length)) });
}

interface VisitDialogProps {
  view: CaseView;
  data: PerformanceView;
  visit: Visit | { planKey: string };
  onClose(): void;
}

function VisitDialog({ view, data, visit, onClose }: VisitDialogProps) {
  const { t } = useTranslation('performance');
  const { user } = useSession();
  const planName = usePlanName(data);
  const proofs = useProofFiles();
  const before = 'id' in visit ? visit : undefined;
  const choices = data.visitPlan
    .filter((entry) => entry.visitedOn === null || entry.key === before?.planKey)
    .map((entry) => ({ value: entry.key, label: planName(entry.key) }));
  return (
    <CommandDialog
      title={before ? t('visits.edit', { date: dateText(before.visitedOn) }) : t('visits.record')}
      submit={t('visits.save')}
      done={t('visits.saved')}
      route="mediation.recordVisit"
      schema={visitFields}
      defaults={{
        planKey: visit.planKey,
        visitedOn: before?.visitedOn ?? todayText(),
        manner: before?.manner ?? 'phone',
        visitors: before?.visitors ?? user?.displayName ?? '',
        partyIds: before?.partyIds ?? view.parties.map((party) => party.id),
        performance: before?.performance ?? (data.totals.done === data.totals.items ? 'full' : 'partly'),
        findings: before?.findings ?? '',
        satisfaction: before?.satisfaction ?? '',
        lawsuit: before?.lawsuit ?? '',
        hiddenRisk: before?.hiddenRisk ?? '',
        measures: before?.measures ?? '',
      }}
      draftKey={`visit:${view.id}:${before?.id ?? 'new'}`}
      version={before?.version}
      fieldsUnder="visit"
      input={(values) => ({
        caseId: view.id,
        ...(before ? { visitId: before.id, version: before.version } : {}),
        visit: values,
        files: proofs.files,
      })}
      size="52rem"
      onClose={onClose}
    >
      <div className={classes.fields}>
        <SelectField
          name="planKey"
          label={t('visits.planKey')}
          choices={choices}
          clearable
          placeholder={t('visits.further')}
        />
        <DateField name="visitedOn" label={t('visits.visitedOn')} emptyValue="" required />
        <SelectField
          name="manner"
          label={t('visits.manner')}
          choices={visitManners.map((value) => ({ value, label: t(`visits.manners.${value}`) }))}
          required
        />
        <TextField name="visitors" label={t('visits.visitors')} required />
        <SelectField
          name="performance"
          label={t('visits.performance')}
          choices={performanceOnVisit.map((value) => ({ value, label: t(`visits.performances.${value}`) }))}
          required
        />
      </div>
      <MultiSelectField
        name="partyIds"
        label={t('visits.parties')}
        choices={view.parties.map((party) => ({ value: party.id, label: party.name }))}
      />
      <TextArea name="findings" label={t('visits.findings')} required minRows={3} />
      <TextArea name="satisfaction" label={t('visits.satisfaction')} minRows={1} />
      <TextArea name="lawsuit" label={t('visits.lawsuit')} minRows={1} />
      <TextArea name="hiddenRisk" label={t('visits.hiddenRisk')} minRows={1} />
      <TextArea name="measures" label={t('visits.measures')} minRows={1} />
      {proofs.field}
    </CommandDialog>
  );
}

function SatisfactionDialog({
  caseId,
  asked,
  onClose,
}: {
  caseId: string;
  asked: Satisfied;
  onClose(): void;
}) {
  const { t } = useTranslation('performance');
  return (
    <CommandDialog
      title={t('satisfaction.of', { name: asked.name })}
      submit={t('satisfaction.save')}
      done={t('satisfaction.saved')}
      route="mediation.recordSatisfaction"
      schema={satisfactionFields}
      defaults={{
        partyId: asked.partyId,
        level: asked.level ?? 'satisfied',
        on: asked.on ?? todayText(),
        note: asked.note,
      }}
      draftKey={`satisfaction:${asked.partyId}`}
      version={asked.version}
      fieldsUnder="satisfaction"
      input={(satisfaction) => ({ caseId, version: asked.version, satisfaction })}
      onClose={onClose}
    >
      <SelectField
        name="level"
        label={t('satisfaction.level')}
        choices={satisfactionLevels.map((value) => ({ value, label: t(`satisfaction.levels.${value}`) }))}
        required
      />
      <DateField name="on" label={t('satisfaction.on')} emptyValue="" required />
      <TextArea name="note" label={t('satisfaction.note')} />
    </CommandDialog>
  );
}
