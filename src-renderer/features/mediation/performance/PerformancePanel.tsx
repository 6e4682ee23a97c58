import { useState } from 'react';
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconMessageExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type {
  PerformanceItem,
  PerformanceView,
} from '../../../../src-main/contract/mediation/performance.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, moneyText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { RecordFiles } from '../dossier/RecordFiles.tsx';
import { PerformanceDialogs, type OpenDialog } from './PerformanceDialogs.tsx';
import { Progress } from './Progress.tsx';
import classes from './performance.module.css';
import { useItemName } from './item-name.ts';

/** What the agreement asks for, how far it has come, and everything that can be recorded on it (人民调解法 art. 31). */
export function PerformancePanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('performance');
  const result = useRoute('mediation.readPerformance', { caseId: view.id });
  const may = useMay();
  const [dialog, setDialog] = useState<OpenDialog>();
  const inEffect = Boolean(view.agreement?.effectiveOn);
  const mayRecord = inEffect && may('mediation.recordReceipt');
  const waiting = result.data?.items.filter((item) => item.state !== 'done') ?? [];
  return (
    <Section
      title={t('title')}
      id="case-performance"
      actions={
        mayRecord && waiting.length > 0 ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconMessageExclamation size="1.1rem" aria-hidden />}
            onClick={() => setDialog({ kind: 'urging', items: waiting })}
          >
            {t('urging.open')}
          </Button>
        ) : null
      }
    >
      {inEffect ? (
        <Loaded result={result}>
          {(data) => <Schedule caseId={view.id} data={data} mayRecord={mayRecord} onOpen={setDialog} />}
        </Loaded>
      ) : (
        <Text c="dimmed">{t('waiting')}</Text>
      )}
      <PerformanceDialogs caseId={view.id} dialog={dialog} onClose={() => setDialog(undefined)} />
    </Section>
  );
}

interface ScheduleProps {
  caseId: string;
  data: PerformanceView;
  mayRecord: boolean;
  onOpen(dialog: OpenDialog): void;
}

function Schedule({ caseId, data, mayRecord, onOpen }: ScheduleProps) {
  const { t } = useTranslation('performance');
  const { totals } = data;
  if (data.items.length === 0) return <Text c="dimmed">{t('none')}</Text>;
  return (
    <Stack gap="sm">
      <div>
        <Group gap="0.25rem 1rem" mb={4}>
          <Text fw={600}>{t('totals', { items: totals.items, done: totals.done })}</Text>
          {totals.openFen > 0 ? <Text>{t('open', { open: moneyText(totals.openFen) })}</Text> : null}
          {totals.overdue > 0 ? (
            <Group gap={4}>
              <IconAlertTriangle size="1rem" color="var(--mantine-color-red-8)" aria-hidden />
              <Text fw={700} c="red.8">
                {t('overdueCount', { n: totals.overdue })}
              </Text>
            </Group>
          ) : null}
          {totals.refused > 0 ? <Text fw={700}>{t('refusedCount', { n: totals.refused })}</Text> : null}
        </Group>
        {totals.totalFen > 0 ? (
          <Progress
            label={t('schedule')}
            paidFen={totals.paidFen - totals.overFen}
            totalFen={totals.totalFen}
            overdue={totals.overdue > 0}
          />
        ) : null}
      </div>
      {data.items.map((item) => (
        <Item key={item.key} caseId={caseId} item={item} mayRecord={mayRecord} onOpen={onOpen} />
      ))}
      {data.urgings.length > 0 ? (
        <div>
          <Title order={3}>{t('urging.title')}</Title>
          <ul className={classes.lines}>
            {data.urgings.map((one) => (
              <li key={one.id}>
                {t('urging.line', { date: dateText(one.on), manner: one.manner, content: one.content })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Stack>
  );
}

function Item({ caseId, item, mayRecord, onOpen }: { item: PerformanceItem } & Omit<ScheduleProps, 'data'>) {
  const { t } = useTranslation('performance');
  const name = useItemName(item);
  const settled = item.state === 'done';
  return (
    <article className={classes.item} aria-label={name} data-state={item.state}>
      <Group justify="space-between" gap="0.25rem 1rem" align="flex-start">
        <div className={classes.itemText}>
          <Title order={3}>{name}</Title>
          <Text size="sm" c="dimmed">
            {[
              item.debtors.join('、'),
              item.dueOn
                ? t('dueOn', { date: dateText(item.dueOn) })
                : item.dueText ||
                  (item.askOn && !settled ? t('undatedAsk', { date: dateText(item.askOn) }) : t('undated')),
              item.manner,
              item.doneOn ? t('doneOn', { date: dateText(item.doneOn) }) : '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <StateBadge state={item.state} />
      </Group>
      {item.kind === 'payment' ? (
        item.amountFen === null ? (
          <Text size="sm">{t('paidOpen', { paid: moneyText(item.paidFen) })}</Text>
        ) : (
          <Progress
            label={name}
            paidFen={Math.min(item.paidFen, item.amountFen)}
            totalFen={item.amountFen}
            overdue={item.state === 'overdue'}
          />
        )
      ) : null}
      {item.overFen > 0 ? <Text size="sm">{t('over', { over: moneyText(item.overFen) })}</Text> : null}
      <Entries caseId={caseId} item={item} mayRecord={mayRecord} onOpen={onOpen} />
      {mayRecord && !settled ? (
        <Group gap="xs" mt={6}>
          {item.kind === 'payment' ? (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('receipt.of', { item: name })}
              onClick={() => onOpen({ kind: 'receipt', item })}
            >
              {t('receipt.open')}
            </Button>
          ) : null}
          {item.amountFen === null ? (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('result.doneOf', { item: name })}
              onClick={() => onOpen({ kind: 'done', item })}
            >
              {t('result.done')}
            </Button>
          ) : null}
          {item.state === 'refused' ? null : (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('result.refusedOf', { item: name })}
              onClick={() => onOpen({ kind: 'refused', item })}
            >
              {t('result.refused')}
            </Button>
          )}
        </Group>
      ) : null}
    </article>
  );
}

function Entries({
  caseId,
  item,
  mayRecord,
  onOpen,
}: { item: PerformanceItem } & Omit<ScheduleProps, 'data'>) {
  const { t } = useTranslation('performance');
  if (item.entries.length === 0) return null;
  return (
    <ul className={classes.lines} aria-label={t('entries')}>
      {item.entries.map((entry) => {
        const what = t('entryOf', {
          what: t(`entry.${entry.kind}`, { amount: moneyText(entry.amountFen) }),
          date: dateText(entry.on),
        });
        return (
          <li key={entry.id}>
            <Group gap="0.25rem 0.5rem">
              <Text size="sm" td={entry.reversed ? 'line-through' : undefined}>
                {[what, entry.manner, entry.evidence, entry.reason].filter(Boolean).join(' · ')}
              </Text>
              {entry.late ? (
                <Badge color="yellow" c="var(--mantine-color-text)">
                  {t('late')}
                </Badge>
              ) : null}
              {entry.reversed ? (
                <Badge color="gray" c="var(--mantine-color-text)">
                  {t('reversed')}
                </Badge>
              ) : null}
              {mayRecord && !entry.reversed && entry.kind !== 'reversal' ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  aria-label={t('reverse.of', { what })}
                  onClick={() => onOpen({ kind: 'reverse', entryId: entry.id, what })}
                >
                  {t('reverse.open')}
                </Button>
              ) : null}
            </Group>
            {entry.kind === 'reversal' || entry.reversed ? null : (
              <RecordFiles
                caseId={caseId}
                kind="entry"
                recordId={entry.id}
                what={what}
                {...(entry.kind === 'receipt' ? { paper: 'receipt' as const } : {})}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The state in words with a sign; the colour only repeats it. */
function StateBadge({ state }: { state: PerformanceItem['state'] }) {
  const { t } = useTranslation('performance');
  const alarm = state === 'overdue' || state === 'refused';
  return (
    <Badge
      variant={alarm ? 'filled' : 'light'}
      color={alarm ? 'red.9' : state === 'done' ? 'pine' : 'gray'}
      {...(alarm ? {} : { c: 'var(--mantine-color-text)' })}
      leftSection={
        alarm ? (
          <IconAlertTriangle size="0.9rem" aria-hidden />
        ) : state === 'done' ? (
          <IconCircleCheck size="0.9rem" aria-hidden />
        ) : undefined
      }
    >
      {t(`state.${state}`)}
    </Badge>
  );
}
