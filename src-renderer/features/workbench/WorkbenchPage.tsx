import { useState } from 'react';
import { Alert, Button, Group, SimpleGrid, Stack, Switch, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconClipboardPlus,
  IconFilePlus,
  IconFileText,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseWait } from '../../../src-main/contract/mediation/case-values.ts';
import type { CaseRow, CaseWarning } from '../../../src-main/contract/mediation/case-views.ts';
import type { SheetRow } from '../../../src-main/contract/timebank.ts';
import { useNavigate, type PageProps } from '../../app/navigation.ts';
import { useRoute } from '../../bridge/queries.ts';
import { useMay, useSession } from '../../bridge/session.tsx';
import { dateText, minutesText, todayText } from '../../i18n/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Section } from '../../ui/Section.tsx';
import { Loaded } from '../../ui/states.tsx';
import { nextActionText } from '../mediation/case-text.ts';
import { DueText } from '../mediation/DueText.tsx';
import { StageBadge } from '../mediation/StageBadge.tsx';
import { AssessmentsDue } from '../timebank/circle/AssessmentsDue.tsx';
import { Figures } from './Figures.tsx';
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
        onlyMine={onlyMine}
        mediation={seesCases ? mediation.data : undefined}
        timebank={seesSheets ? timebank.data?.counts : undefined}
      />
      {mediation.data?.committeeTerm ? <CommitteeTerm {...mediation.data.committeeTerm} /> : null}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {seesCases ? (
          <Section title={t('warnings')}>
            <Loaded result={mediation}>
              {(data) => (
                <>
                  <Warnings rows={data.warnings} today={today} />
                  <More
                    waits="warning"
                    onlyMine={onlyMine}
                    shown={new Set(data.warnings.map((row) => row.caseId)).size}
                    total={data.counts.warning}
                  />
                </>
              )}
            </Loaded>
          </Section>
        ) : null}
        {seesCases ? (
          <Section title={t('due')}>
            <Loaded result={mediation}>
              {(data) => (
                <>
                  <CaseList rows={data.due} today={today} empty={t('dueNone')} />
                  <More
                    waits={data.counts.overdue > 0 ? 'overdue' : 'soon'}
                    onlyMine={onlyMine}
                    shown={data.due.length}
                    total={data.counts.overdue > 0 ? data.counts.overdue : data.counts.soon}
                  />
                </>
              )}
            </Loaded>
          </Section>
        ) : null}
        {seesCases ? (
          <Section title={t('noNext')}>
            <Loaded result={mediation}>
              {(data) => (
                <>
                  <CaseList rows={data.withoutNextAction} today={today} empty={t('noNextNone')} />
                  <More
                    waits="nothing"
                    onlyMine={onlyMine}
                    shown={data.withoutNextAction.length}
                    total={data.counts.nothing}
                  />
                </>
              )}
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
        {seesSheets ? <AssessmentsDue /> : null}
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

/** The committee’s own term: three years (人民调解法 art. 9). */
function CommitteeTerm({ endsOn, daysLeft }: { endsOn: string; daysLeft: number }) {
  const { t } = useTranslation('workbench');
  const date = dateText(endsOn);
  return (
    <Alert
      color="yellow"
      c="var(--mantine-color-text)"
      icon={<IconAlertTriangle size="1.2rem" aria-hidden />}
    >
      {daysLeft < 0 ? t('committeeTermOver', { date }) : t('committeeTerm', { date, n: daysLeft })}
    </Alert>
  );
}

/** Days that are coming, come or over, each a way into its case. */
function Warnings({ rows, today }: { rows: readonly CaseWarning[]; today: string }) {
  const { t } = useTranslation('workbench');
  const { t: caseText } = useTranslation('mediation');
  const navigate = useNavigate();
  if (rows.length === 0) return <Text c="dimmed">{t('warningsNone')}</Text>;
  return (
    <Stack gap={0} component="ul" className={classes.list}>
      {rows.map((row) => (
        <li key={`${row.caseId}${row.action}`}>
          <UnstyledButton
            className={classes.row}
            onClick={() => navigate({ page: 'case', params: { id: row.caseId } })}
          >
            <span className={classes.rowMain}>
              <Text span fw={600}>
                {nextActionText(row.action, caseText)}
                {row.more > 0 ? ` · ${t('warningMore', { n: row.more })}` : ''}
              </Text>
              <Text span size="sm" c="dimmed">
                {row.number ? `${row.number} · ${row.title}` : row.title}
              </Text>
            </span>
            <span className={classes.rowEnd}>
              <DueText dueOn={row.dueOn} today={today} />
              <Text span size="sm">
                {row.daysLeft < 0
                  ? t('daysOver', { n: -row.daysLeft })
                  : row.daysLeft > 0
                    ? t('daysLeft', { n: row.daysLeft })
                    : ''}
              </Text>
            </span>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
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

interface MoreProps {
  waits: CaseWait;
  onlyMine: boolean;
  shown: number;
  total: number;
}

/** The way to the whole list where the workbench shows only its beginning. */
function More({ waits, onlyMine, shown, total }: MoreProps) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  if (total <= shown) return null;
  const params = { waits, ...(onlyMine ? { mine: '1' } : {}) };
  return (
    <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => navigate({ page: 'cases', params })}>
      {t('more', { n: total })}
    </Button>
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
