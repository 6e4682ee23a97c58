import { useState } from 'react';
import { Button, Group, Text, Title } from '@mantine/core';
import { IconLock, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { Loaded } from '../../../ui/states.tsx';
import { Facts } from '../Facts.tsx';
import classes from '../mediation.module.css';
import type { Caucus } from './CaucusDialog.tsx';
import { LateMark } from './Marks.tsx';
import own from './proceedings.module.css';
import { partyNames } from './use-proceedings.ts';

interface CaucusCardProps {
  view: CaseView;
  caucus: Caucus;
  mayRecord: boolean;
  onEdit(): void;
}

/** A caucus among the sessions, shown to the mediators of the case alone: when and with whom. Its note is fetched only when somebody asks for it. */
export function CaucusCard({ view, caucus, mayRecord, onEdit }: CaucusCardProps) {
  const { t } = useTranslation('proceedings');
  const n = caucus.number;
  return (
    <article className={classes.card} aria-label={t('caucus.nth', { n })}>
      <Group justify="space-between" mb={4}>
        <Group gap="xs">
          <Title order={3}>{t('caucus.nth', { n })}</Title>
          <Text className="tabular">
            {dateText(caucus.heldOn)} {caucus.startsAt}–{caucus.endsAt} · {caucus.place}
          </Text>
          <LateMark late={caucus.late} />
        </Group>
        {mayRecord ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPencil size="1rem" aria-hidden />}
            aria-label={t('caucus.edit', { n })}
            onClick={onEdit}
          >
            {t('common:action.edit')}
          </Button>
        ) : null}
      </Group>
      <Facts
        entries={[
          [t('caucus.parties'), partyNames(view, caucus.partyIds)],
          [t('caucus.formerParties'), caucus.formerParties.join('、')],
          [t('caucus.attendees'), caucus.attendees],
          [t('common.recorder'), caucus.recorder],
        ]}
      />
      <PrivateNote caseId={view.id} caucus={caucus} />
    </article>
  );
}

function PrivateNote({ caseId, caucus }: { caseId: string; caucus: Caucus }) {
  const { t } = useTranslation('proceedings');
  const [shown, setShown] = useState(false);
  return (
    <div className={own.private} role="group" aria-label={t('caucus.privateTitle')}>
      <Group justify="space-between" gap="xs">
        <div className={own.privateHead}>
          <IconLock size="1.1rem" aria-hidden />
          {t('caucus.privateTitle')}
        </div>
        {caucus.note === 'readable' ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={shown}
            aria-label={shown ? t('caucus.hide') : t('caucus.openOf', { n: caucus.number })}
            onClick={() => setShown(!shown)}
          >
            {shown ? t('caucus.hide') : t('caucus.open')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" c="dimmed">
        {t(caucus.note === 'none' ? 'caucus.noNote' : 'caucus.privateText')}
      </Text>
      {shown && caucus.note === 'readable' ? <NoteText caseId={caseId} sessionId={caucus.id} /> : null}
    </div>
  );
}

function NoteText({ caseId, sessionId }: { caseId: string; sessionId: string }) {
  const read = useRoute('mediation.readCaucusNote', { caseId, sessionId });
  return <Loaded result={read}>{({ note }) => <p>{note?.text ?? ''}</p>}</Loaded>;
}
