import { useState } from 'react';
import { Button, Group, SimpleGrid, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import { IconClipboardPlus, IconFilePlus, IconFileText, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../src-main/contract/mediation.ts';
import type { SheetRow } from '../../../src-main/contract/timebank.ts';
import { useNavigate, type Destination, type PageProps } from '../../app/navigation.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay, useSession } from '../../bridge/session.tsx';
import { dateText, minutesText, todayText } from '../../i18n/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { nextActionText } from '../mediation/CasesPage.tsx';
import { DueText } from '../mediation/DueText.tsx';
import { StageBadge } from '../mediation/StageBadge.tsx';
import classes from './workbench.module.css';

/** Today: what is due, what is forgotten, what waits for approval, and the usual first steps. */
export function WorkbenchPage(_props: PageProps) {
  const { t } = useTranslation('workbench');
  const { user } = useSession();
  const may = useMay();
  const [onlyMine, setOnlyMine] = useState(false);
  const mediation = useRoute('mediation.readWorkbench', { onlyMine }, { keepPrevious: true });
  const timebank = useRoute('timebank.readWorkbench', {});
  const seesCases = may('mediation.listCases');
  const seesSheets = may('timebank.listSheets');
  const today = mediation.data?.today ?? todayText();
  return (
    <Page
      title={t('title')}
      subtitle={t('today', { date: dateText(today) })}
      actions={
        seesCases && user?.roles.includes('mediator') ? (
          <Switch
            label={t('onlyMine')}
            checked={onlyMine}
            onChange={(event) => setOnlyMine(event.currentTarget.checked)}
          />
        ) : null
      }
    >
      <QuickActions />
      <Figures
        mediation={seesCases ? mediation.data?.counts : undefined}
        timebank={seesSheets ? timebank.data?.counts : undefined}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {seesCases ? (
          <Section title={t('due')}>
            <Loaded result={mediation}>
              {(data) => <CaseList rows={data.due} today={today} empty={t('dueNone')} />}
            </Loaded>
          </Section>
        ) : null}
        {seesCases ? (
          <Section title={t('noNext')}>
            <Loaded result={mediation}>
              {(data) => <CaseList rows={data.withoutNextAction} today={today} empty={t('noNextNone')} />}
            </Loaded>
          </Section>
        ) : null}
        {seesSheets ? (
          <Section title={t('sheets')}>
            <Loaded result={timebank}>
              {(data) => <SheetList rows={data.toApprove} empty={t('sheetsNone')} />}
            </Loaded>
          </Section>
        ) : null}
        {seesSheets && (timebank.data?.returned.length ?? 0) > 0 ? (
          <Section title={t('returned')}>
            <SheetList rows={timebank.data?.returned ?? []} empty="" />
          </Section>
        ) : null}
      </SimpleGrid>
    </Page>
  );
}

function QuickActions() {
  const { t } = useTranslation('workbench');
  const may = useMay();
  const navigate = useNavigate();
  return (
    <Group gap="sm" role="group" aria-label={t('quick')}>
      {may('mediation.registerCase') ? (
        <Button
          leftSection={<IconFilePlus size="1.2rem" aria-hidden />}
          onClick={() => navigate({ page: 'newCase' })}
        >
          {t('newCase')}
        </Button>
      ) : null}
      {may('timebank.saveSheet') ? (
        <Button
          variant="default"
          leftSection={<IconClipboardPlus size="1.2rem" aria-hidden />}
          onClick={() => navigate({ page: 'sheet', params: { id: 'new' } })}
        >
          {t('newSheet')}
        </Button>
      ) : null}
      {may('timebank.listMembers') ? (
        <Button
          variant="default"
          leftSection={<IconUsers size="1.2rem" aria-hidden />}
          onClick={() => navigate({ page: 'members' })}
        >
          {t('members')}
        </Button>
      ) : null}
      {may('timebank.issueStatement') ? (
        <Button
          variant="default"
          leftSection={<IconFileText size="1.2rem" aria-hidden />}
          onClick={() => navigate({ page: 'statements' })}
        >
          {t('statements')}
        </Button>
      ) : null}
    </Group>
  );
}

interface FiguresProps {
  mediation:
    | { open: number; overdue: number; dueSoon: number; withoutNextAction: number; closedThisYear: number }
    | undefined;
  timebank: { members: number; toApprove: number; returned: number; minutesThisMonth: number } | undefined;
}

/** The figures of the day; each leads to its list. */
function Figures({ mediation, timebank }: FiguresProps) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  const to = (destination: Destination) => () => navigate(destination);
  const figures = [
    ...(mediation
      ? [
          { name: t('counts.open'), value: mediation.open, alarm: false, go: to({ page: 'cases' }) },
          {
            name: t('counts.overdue'),
            value: mediation.overdue,
            alarm: mediation.overdue > 0,
            go: to({ page: 'cases' }),
          },
          { name: t('counts.dueSoon'), value: mediation.dueSoon, alarm: false, go: to({ page: 'cases' }) },
          {
            name: t('counts.withoutNextAction'),
            value: mediation.withoutNextAction,
            alarm: mediation.withoutNextAction > 0,
            go: to({ page: 'cases', params: { without: 'next' } }),
          },
        ]
      : []),
    ...(timebank
      ? [
          {
            name: t('counts.toApprove'),
            value: timebank.toApprove,
            alarm: false,
            go: to({ page: 'sheets' }),
          },
          {
            name: t('counts.minutesThisMonth'),
            value: minutesText(timebank.minutesThisMonth),
            alarm: false,
            go: to({ page: 'members' }),
          },
        ]
      : []),
  ];
  return (
    <div className={classes.figures}>
      {figures.map(({ name, value, alarm, go }) => (
        <UnstyledButton key={name} className={classes.figure} data-alarm={alarm} onClick={go}>
          <span className={classes.figureValue}>{value}</span>
          <span className={classes.figureName}>{name}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}

function CaseList({ rows, today, empty }: { rows: readonly CaseRow[]; today: string; empty: string }) {
  const { t } = useTranslation('mediation');
  const navigate = useNavigate();
  if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <Stack gap={0} component="ul" className={classes.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <UnstyledButton
            className={classes.row}
            onClick={() => navigate({ page: 'case', params: { id: row.id } })}
          >
            <span className={classes.rowMain}>
              <Text span fw={600}>
                {row.title}
              </Text>
              <Text span size="sm" c="dimmed">
                {row.number ?? t('list.noNumber')} ·{' '}
                {row.nextAction ? nextActionText(row.nextAction, t) : t('list.noNext')}
              </Text>
            </span>
            <span className={classes.rowEnd}>
              <StageBadge stage={row.stage} />
              <DueText dueOn={row.nextDueOn} today={today} />
            </span>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}

function SheetList({ rows, empty }: { rows: readonly SheetRow[]; empty: string }) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  if (rows.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <Stack gap={0} component="ul" className={classes.list}>
      {rows.map((row) => (
        <li key={row.id}>
          <UnstyledButton
            className={classes.row}
            onClick={() => navigate({ page: 'sheet', params: { id: row.id } })}
          >
            <span className={classes.rowMain}>
              <Text span fw={600}>
                {row.activity}
              </Text>
              <Text span size="sm" c="dimmed">
                {row.number} · {dateText(row.servedOn)} · {row.place}
              </Text>
            </span>
            <Text span size="sm" className="tabular">
              {t('sheetLine', { lines: row.lines, minutes: minutesText(row.minutes) })}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}
