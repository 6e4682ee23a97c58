import { useState } from 'react';
import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../src-main/contract/mediation.ts';
import { useMay } from '../../bridge/session.tsx';
import { dateText } from '../../i18n/format.ts';
import { Section } from '../../ui/Section.tsx';
import { Facts } from './Facts.tsx';
import classes from './mediation.module.css';
import { SessionDialog, type CaseSession } from './SessionDialog.tsx';
import { offers } from './stages.ts';

/** The sessions with their minutes; entries after the end are allowed and marked. */
export function SessionsPanel({ view }: { view: CaseView }) {
  const { t } = useTranslation('mediation');
  const may = useMay();
  const [editing, setEditing] = useState<CaseSession | 'new'>();
  const mayRecord = offers(view).recordSession && may('mediation.recordSession');
  return (
    <Section
      title={t('session.title')}
      id="case-sessions"
      actions={
        mayRecord ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size="1.1rem" aria-hidden />}
            onClick={() => setEditing('new')}
          >
            {t('session.add')}
          </Button>
        ) : null
      }
    >
      <Stack gap="sm">
        {view.sessions.length === 0 ? (
          <Text c="dimmed">{view.acceptedOn ? t('session.none') : t('session.waiting')}</Text>
        ) : null}
        {view.sessions.map((session) => (
          <article
            key={session.id}
            className={classes.card}
            aria-label={t('session.nth', { n: session.number })}
          >
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
              {mayRecord ? (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconPencil size="1rem" aria-hidden />}
                  aria-label={t('session.edit', { n: session.number })}
                  onClick={() => setEditing(session)}
                >
                  {t('common:action.edit')}
                </Button>
              ) : null}
            </Group>
            <Facts
              entries={[
                [t('session.attendees'), session.attendees],
                [t('session.minutes'), session.minutes],
                [t('session.result'), session.result],
                [t('session.recorder'), session.recorder],
              ]}
            />
          </article>
        ))}
      </Stack>
      <SessionDialog view={view} session={editing} onClose={() => setEditing(undefined)} />
    </Section>
  );
}
