import { useState } from 'react';
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconClock, IconPlayerPause } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { ControlSheet, TermRow } from '../../../../src-main/contract/mediation/deadlines.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { ClockDialogs, type OpenClockDialog } from './ClockDialogs.tsx';
import { ClockList } from './ClockList.tsx';
import { stepText } from './step-text.ts';

/** The control sheet: every term of the case, where it stands, and how it was counted. */
export function DeadlinesPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('deadlines');
  const result = useRoute('mediation.readDeadlines', { caseId: view.id });
  const may = useMay();
  const [dialog, setDialog] = useState<OpenClockDialog>();
  const running = view.stage === 'accepted' || view.stage === 'mediating';
  const mayChange = running && may('mediation.saveSuspension');
  const sheet = result.data;
  const stopped = sheet?.suspensions.some((one) => one.toOn === null && one.cancelReason === '') ?? false;
  return (
    <Section
      title={t('title')}
      id="case-deadlines"
      actions={
        mayChange && sheet ? (
          <>
            {sheet.allows.suspensions.length > 0 && !stopped ? (
              <Button variant="default" size="xs" onClick={() => setDialog({ kind: 'suspend' })}>
                {t('suspend.open')}
              </Button>
            ) : null}
            {sheet.allows.extensionBy === 'none' ? null : (
              <Button variant="default" size="xs" onClick={() => setDialog({ kind: 'extend' })}>
                {t('extend.open')}
              </Button>
            )}
          </>
        ) : null
      }
    >
      <Loaded result={result}>
        {(data) => (
          <Stack gap="sm">
            {data.terms.length === 0 ? <Text c="dimmed">{t('none')}</Text> : <Terms sheet={data} />}
            <ClockList sheet={data} mayChange={mayChange} onOpen={setDialog} />
          </Stack>
        )}
      </Loaded>
      {sheet ? <ClockDialogs sheet={sheet} dialog={dialog} onClose={() => setDialog(undefined)} /> : null}
    </Section>
  );
}

function Terms({ sheet }: { sheet: ControlSheet }) {
  const { t } = useTranslation('deadlines');
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th>{t('from')}</Table.Th>
            <Table.Th>{t('to')}</Table.Th>
            <Table.Th>{t('stateLabel')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.terms.map((term) => (
            <Table.Tr key={term.key}>
              <Table.Td>
                <Text fw={600}>{termName(term, t)}</Text>
                <details>
                  <Text component="summary" size="sm" c="dimmed">
                    {t('how')}
                  </Text>
                  <ol>
                    {term.steps.map((step, index) => (
                      <li key={index}>{stepText(step, t)}</li>
                    ))}
                  </ol>
                  <Text size="sm" c="dimmed">
                    {term.code === ''
                      ? t('agreed')
                      : t('source', { source: term.source }) + (term.verified ? '' : ` · ${t('unverified')}`)}
                  </Text>
                </details>
              </Table.Td>
              <Table.Td className="tabular">{dateText(term.fromOn)}</Table.Td>
              <Table.Td className="tabular">{dateText(term.dueOn)}</Table.Td>
              <Table.Td>
                <TermState term={term} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Instalments of one clause carry the same text: their place tells them apart; sessions likewise. */
function termName(term: TermRow, t: TFunction<'deadlines'>): string {
  const [, instalment] = /^performance:.*\/(\d+)$/.exec(term.key) ?? [];
  if (instalment !== undefined && instalment !== '0')
    return t('instalment', { n: instalment, name: term.name });
  const [, session] = /^insurer:(\d+)$/.exec(term.key) ?? [];
  return session === undefined ? term.name : `${term.name} · ${t('insurerSession', { n: session })}`;
}

/** In words with a sign, never by colour alone. */
function TermState({ term }: { term: TermRow }) {
  const { t } = useTranslation('deadlines');
  const { state, daysLeft } = term;
  const alarm = state === 'over' || state === 'today';
  const icon =
    state === 'over' ? (
      <IconAlertTriangle size="0.9rem" aria-hidden />
    ) : state === 'done' || state === 'doneLate' ? (
      <IconCircleCheck size="0.9rem" aria-hidden />
    ) : state === 'suspended' ? (
      <IconPlayerPause size="0.9rem" aria-hidden />
    ) : state === 'soon' || state === 'today' ? (
      <IconClock size="0.9rem" aria-hidden />
    ) : undefined;
  return (
    <Group gap="0.25rem 0.5rem">
      <Badge
        variant={alarm ? 'filled' : 'light'}
        color={alarm ? 'red.9' : state === 'soon' ? 'yellow' : 'gray'}
        {...(alarm ? {} : { c: 'var(--mantine-color-text)' })}
        leftSection={icon}
      >
        {t(`state.${state}`)}
      </Badge>
      <Text size="sm">
        {term.doneOn !== null
          ? t('doneOn', { date: dateText(term.doneOn) })
          : daysLeft !== null && (state === 'running' || state === 'soon' || state === 'suspended')
            ? t('left', { n: daysLeft })
            : daysLeft !== null && state === 'over'
              ? t('overBy', { n: -daysLeft })
              : ''}
      </Text>
    </Group>
  );
}
