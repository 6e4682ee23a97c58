import { useState } from 'react';
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionHoursView } from '../../../../src-main/contract/mediation/session-hours.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { Section } from '../../../ui/Section.tsx';
import { OfferHoursDialog } from './OfferHoursDialog.tsx';

/** A volunteer mediator’s own sessions of this case and what became of their hours; for nobody else is there a panel. */
export function SessionHoursPanel({ caseId }: { caseId: string }) {
  const { t } = useTranslation('sessionHours');
  const may = useMay();
  const hours = useRoute(
    'mediation.readSessionHours',
    { caseId },
    { enabled: may('mediation.readSessionHours'), staleTime: 0 },
  );
  const [offering, setOffering] = useState<SessionHoursView>();
  const [withdrawing, setWithdrawing] = useState<SessionHoursView>();
  const withdraw = useCommand('mediation.withdrawSessionHours', {
    onDone: () => {
      setWithdrawing(undefined);
      notifyDone(t('done.withdrawn'));
    },
  });
  const { member, sessions = [] } = hours.data ?? {};
  if (!member) return null;
  return (
    <Section title={t('panel.title')} id="case-session-hours">
      <Stack gap="sm">
        <Text c="dimmed">
          {member.active
            ? t('panel.about', { name: member.name, number: member.volunteerNumber })
            : t('panel.inactive')}
        </Text>
        {sessions.length === 0 ? <Text c="dimmed">{t('panel.none')}</Text> : null}
        {sessions.map((session) => (
          <SessionRow
            key={session.sessionId}
            session={session}
            mayOffer={member.active}
            onOffer={() => setOffering(session)}
            onWithdraw={() => setWithdrawing(session)}
          />
        ))}
      </Stack>
      <OfferHoursDialog caseId={caseId} session={offering} onClose={() => setOffering(undefined)} />
      <ConfirmDialog
        opened={withdrawing !== undefined}
        title={t('panel.withdrawTitle')}
        confirmLabel={t('panel.withdraw')}
        pending={withdraw.pending}
        onConfirm={() => {
          if (withdrawing?.offer)
            void withdraw.run({
              caseId,
              sessionId: withdrawing.sessionId,
              version: withdrawing.offer.version,
            });
        }}
        onClose={() => setWithdrawing(undefined)}
      >
        <Text>{t('panel.withdrawText', { time: minutesText(withdrawing?.offer?.minutes) })}</Text>
      </ConfirmDialog>
    </Section>
  );
}

function SessionRow({
  session,
  mayOffer,
  onOffer,
  onWithdraw,
}: {
  session: SessionHoursView;
  mayOffer: boolean;
  onOffer(): void;
  onWithdraw(): void;
}) {
  const { t } = useTranslation('sessionHours');
  const { offer } = session;
  const name = t(`panel.${session.kind}`, { n: session.number });
  const free = !offer || offer.state === 'refused' || offer.state === 'withdrawn';
  return (
    <Group justify="space-between" align="flex-start" component="article" aria-label={name}>
      <Stack gap={2} flex="1 1 18rem">
        <Text fw={600}>{name}</Text>
        <Text className="tabular">
          {t('panel.when', {
            date: dateText(session.heldOn),
            from: session.startsAt,
            to: session.endsAt,
            time: minutesText(session.lengthMinutes),
          })}
        </Text>
        {offer ? <Remark offer={offer} /> : null}
      </Stack>
      <Group gap="xs">
        {offer ? (
          <Badge color={offer.state === 'open' ? 'yellow' : 'gray'} c="var(--mantine-color-text)">
            {t(`offer.state.${offer.state}`, { time: minutesText(offer.minutes) })}
          </Badge>
        ) : null}
        {free && mayOffer && session.lengthMinutes > 0 ? (
          <Button
            size="sm"
            variant="default"
            aria-label={t('panel.offerOf', { session: name })}
            onClick={onOffer}
          >
            {t(offer ? 'panel.offerAgain' : 'panel.offer')}
          </Button>
        ) : null}
        {offer?.state === 'open' ? (
          <Button
            size="sm"
            variant="default"
            aria-label={t('panel.withdrawOf', { session: name })}
            onClick={onWithdraw}
          >
            {t('panel.withdraw')}
          </Button>
        ) : null}
      </Group>
    </Group>
  );
}

/** What the mediator should know of an offer beside its state. */
function Remark({ offer }: { offer: NonNullable<SessionHoursView['offer']> }) {
  const { t } = useTranslation('sessionHours');
  const words = [
    offer.state === 'refused' ? t('offer.refusedFor', { reason: offer.reason }) : '',
    offer.state === 'withdrawn' && offer.differs ? t('offer.corrected') : '',
    offer.state === 'accepted' && offer.reversed ? t('offer.reversed') : '',
    offer.state === 'accepted' && offer.differs && !offer.reversed ? t('offer.differs') : '',
  ].filter((part) => part !== '');
  return words.length === 0 ? null : <Text c="dimmed">{words.join(' ')}</Text>;
}
