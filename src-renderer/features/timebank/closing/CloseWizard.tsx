import { useState } from 'react';
import { Alert, Button, Group, List, SegmentedControl, Stack, Stepper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useSession } from '../../../bridge/session.tsx';
import { minutesText, monthText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { DocumentActions } from '../../documents/DocumentActions.tsx';
import { useJob } from '../use-job.ts';
import { JobProgress } from './JobProgress.tsx';

type Next = RouteOutput<'timebank.listClosings'>['next'];
type Level = 'first' | 'final';

/** Three steps: look at what is still open, close, take the report. Whoever may not close for good is not offered it. */
export function CloseWizard({ next }: { next: Next }) {
  const { t } = useTranslation('timebankClosing');
  const { user } = useSession();
  const administrator = user?.roles.includes('administrator') ?? false;
  const [level, setLevel] = useState<Level>('first');
  const [closing, setClosing] = useState<{ month: string; level: Level }>();
  const { job, follow, cancel } = useJob();
  const start = useCommand('timebank.closeMonth', { onDone: ({ jobId }) => follow(jobId) });
  const month = next[level];
  const done = job?.state === 'done' && closing !== undefined;
  const step = done ? 2 : job?.state === 'running' ? 1 : 0;
  const close = (wanted: string) => {
    setClosing({ month: wanted, level });
    void start.run({ month: wanted, level });
  };

  return (
    <Section title={t('wizard.title')}>
      <Stack gap="md">
        <Stepper active={step} size="sm" allowNextStepsSelect={false} aria-label={t('wizard.steps')}>
          <Stepper.Step label={t('wizard.check')} description={t('wizard.checkHint')} />
          <Stepper.Step label={t('wizard.close')} description={t('wizard.closeHint')} />
          <Stepper.Step label={t('wizard.report')} description={t('wizard.reportHint')} />
        </Stepper>
        {administrator && job?.state !== 'running' && (
          <SegmentedControl
            aria-label={t('level.label')}
            value={level}
            onChange={(value) => setLevel(value)}
            data={(['first', 'final'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
          />
        )}
        {job && closing && (
          <JobProgress
            job={job}
            label={t('wizard.closing', { month: monthText(closing.month) })}
            onCancel={cancel}
          />
        )}
        {done && job.resultId !== null && (
          <Alert color="pine" role="status" title={t('wizard.done', { month: monthText(closing.month) })}>
            <Stack gap="sm">
              <Text>{t(`wizard.doneText.${closing.level}`)}</Text>
              <DocumentActions documentId={job.resultId} />
            </Stack>
          </Alert>
        )}
        {month === null ? (
          <Text c="dimmed">{t(`wizard.nothing.${level}`)}</Text>
        ) : (
          job?.state !== 'running' && (
            <Check month={month} level={level} pending={start.pending} onClose={() => close(month)} />
          )
        )}
      </Stack>
    </Section>
  );
}

function Check(props: { month: string; level: Level; pending: boolean; onClose: () => void }) {
  const { t } = useTranslation('timebankClosing');
  const { month, level } = props;
  const check = useRoute('timebank.checkClosing', { month });
  return (
    <Loaded result={check}>
      {({ transactions, notes, totals }) => {
        const members = totals.find(({ unit, account }) => unit === 'minute' && account === 'member');
        return (
          <Stack gap="sm">
            <Text fw={600}>{t('check.month', { month: monthText(month) })}</Text>
            <Text>
              {t('check.figures', {
                transactions,
                accounts: members?.accounts ?? 0,
                owed: minutesText(members?.balance ?? 0),
              })}
            </Text>
            {notes.length === 0 ? (
              <Text c="dimmed">{t('check.clear')}</Text>
            ) : (
              <Alert color="yellow" role="status" title={t('check.notes')}>
                <List size="sm">
                  {notes.map(({ code, count }) => (
                    <List.Item key={code}>{t(`note.${code}`, { count })}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            <Text size="sm">{t(`check.consequence.${level}`)}</Text>
            <Group>
              <Button loading={props.pending} onClick={props.onClose}>
                {t(`check.close.${level}`, { month: monthText(month) })}
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}
