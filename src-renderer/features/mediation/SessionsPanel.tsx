import { useState } from 'react';
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../ui/AddButton.tsx';
import type { CaseView } from '../../../src-main/contract/mediation/case-views.ts';
import type { PlannedSession } from '../../../src-main/contract/mediation/sessions.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText } from '../../i18n/format.ts';
import { Section } from '../../ui/Section.tsx';
import { Facts } from './Facts.tsx';
import classes from './mediation.module.css';
import { CaucusCard } from './proceedings/CaucusCard.tsx';
import { CaucusDialog, type Caucus } from './proceedings/CaucusDialog.tsx';
import { useProceedings } from './proceedings/use-proceedings.ts';
import { SessionDialog, type CaseSession } from './SessionDialog.tsx';
import { PlanDialog } from './sessions/PlanDialog.tsx';
import { PlannedSessions } from './sessions/PlannedSessions.tsx';
import { offers } from './stages.ts';

/** The sessions with their minutes, caucuses among them; entries after the end are allowed and marked. */
export function SessionsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const [editing, setEditing] = useState<CaseSession | PlannedSession | 'new'>();
  const [planning, setPlanning] = useState(false);
  const [caucus, setCaucus] = useState<Caucus | 'new'>();
  const mayRecord = offers(view).recordSession && may('mediation.recordSession');
  const proceedings = useProceedings(view.id).data;
  const caucuses = proceedings?.caucuses ?? [];
  return (
    <Section
      title={t('session.title')}
      id="case-sessions"
      actions={
        mayRecord ? (
          <>
            {view.outcome === null && view.terminationReason === '' ? (
              <AddButton variant="default" size="xs" onClick={() => setPlanning(true)}>
                {t('plan.add')}
              </AddButton>
            ) : null}
            <AddButton variant="default" size="xs" onClick={() => setEditing('new')}>
              {t('session.add')}
            </AddButton>
            {proceedings?.mediatesHere ? (
              <Button
                variant="default"
                size="xs"
                leftSection={<IconLock size="1.1rem" aria-hidden />}
                onClick={() => setCaucus('new')}
              >
                {t('proceedings:caucus.add')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Stack gap="sm">
        <PlannedSessions view={view} mayRecord={mayRecord} onHold={setEditing} />
        {view.sessions.length + caucuses.length === 0 ? (
          <Text c="dimmed">{view.acceptedOn ? t('session.none') : t('session.waiting')}</Text>
        ) : null}
        {inOrder(view.sessions, caucuses).map((one) =>
          'partyIds' in one ? (
            <CaucusCard
              key={one.id}
              view={view}
              caucus={one}
              mayRecord={mayRecord}
              onEdit={() => setCaucus(one)}
            />
          ) : (
            <SessionCard
              key={one.id}
              session={one}
              {...(mayRecord ? { onEdit: () => setEditing(one) } : {})}
            />
          ),
        )}
      </Stack>
      <SessionDialog view={view} session={editing} onClose={() => setEditing(undefined)} />
      {planning ? <PlanDialog view={view} onClose={() => setPlanning(false)} /> : null}
      {caucus ? (
        <CaucusDialog
          view={view}
          caucus={caucus === 'new' ? undefined : caucus}
          onClose={() => setCaucus(undefined)}
        />
      ) : null}
    </Section>
  );
}

/** Joint sessions and caucuses are counted apart: whoever sees no caucus sees no gap either. */
function inOrder(sessions: readonly CaseSession[], caucuses: readonly Caucus[]): (CaseSession | Caucus)[] {
  const begin = (one: CaseSession | Caucus) => `${one.heldOn} ${one.startsAt}`;
  return [...sessions, ...caucuses].sort((one, other) => begin(one).localeCompare(begin(other)));
}

function SessionCard({ session, onEdit }: { session: CaseSession; onEdit?: () => void }) {
  const { t } = useTranslation('mediation');
  return (
    <article className={classes.card} aria-label={t('session.nth', { n: session.number })}>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Title order={3}>{t('session.nth', { n: session.number })}</Title>
          <Text className="tabular">
            {dateText(session.heldOn)} {session.startsAt}–{session.endsAt} · {session.place}
          </Text>
          {session.late ? (
            <Badge color="yellow" c="var(--mantine-color-text)">
              {t('session.late')}
            </Badge>
          ) : null}
        </Group>
        {onEdit ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPencil size="1rem" aria-hidden />}
            aria-label={t('session.edit', { n: session.number })}
            onClick={onEdit}
          >
            {t('common:action.edit')}
          </Button>
        ) : null}
      </Group>
      <Facts
        entries={[
          [t('session.mediators'), session.mediators.map((one) => one.name).join('、')],
          [t('session.attendees'), session.attendees],
          [t('session.minutes'), session.minutes],
          [t('session.result'), session.result],
          [t('session.recorder'), session.recorder],
        ]}
      />
    </article>
  );
}
