import { useState } from 'react';
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HourOfferView } from '../../../../src-main/contract/timebank/session-hours.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { useMay } from '../../../bridge/session.tsx';
import { dateText, minutesText } from '../../../i18n/format.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { FindingList } from '../FindingList.tsx';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';
import { VolunteerLinks } from './VolunteerLinks.tsx';

const limit = 50;

/** What volunteer mediators offer, those that wait first, and who they are. */
export function SessionHoursPanel() {
  const { t } = useTranslation('sessionHours');
  const [offset, setOffset] = useState(0);
  const [deciding, setDeciding] = useState<{ offer: HourOfferView; how: 'accept' | 'refuse' }>();
  const offers = useRoute(
    'timebank.listSessionHours',
    { page: { offset, limit } },
    { keepPrevious: true, staleTime: 0 },
  );
  const close = () => setDeciding(undefined);
  const refuse = useCommand('timebank.refuseSessionHours', {
    onDone: () => {
      close();
      notifyDone(t('done.refused'));
    },
  });
  const { offer, how } = deciding ?? {};
  return (
    <Stack>
      <Text c="dimmed">{t('list.about')}</Text>
      <Loaded result={offers}>
        {({ rows, total }) =>
          total === 0 ? (
            <EmptyState text={t('list.empty')} />
          ) : (
            <Stack gap="xs">
              {rows.map((row) => (
                <OfferRow
                  key={row.id}
                  offer={row}
                  onDecide={(way) => setDeciding({ offer: row, how: way })}
                />
              ))}
              {total > limit ? <Pages offset={offset} total={total} onChange={setOffset} /> : null}
            </Stack>
          )
        }
      </Loaded>
      <VolunteerLinks />
      <AcceptDialog offer={how === 'accept' ? offer : undefined} onClose={close} />
      {offer && how === 'refuse' ? (
        <ReasonDialog
          opened
          about={`sessionHours:${offer.id}`}
          title={t('refuse.title')}
          consequence={t('refuse.text')}
          confirmLabel={t('list.refuse')}
          pending={refuse.pending}
          max={200}
          onConfirm={(reason) => refuse.run({ id: offer.id, version: offer.version, reason })}
          onClose={close}
        />
      ) : null}
    </Stack>
  );
}

function OfferRow({ offer, onDecide }: { offer: HourOfferView; onDecide(how: 'accept' | 'refuse'): void }) {
  const { t } = useTranslation('sessionHours');
  const may = useMay();
  const { member, preview, state } = offer;
  const date = dateText(offer.servedOn);
  const settled = [
    offer.reason,
    offer.decidedBy === '' ? '' : t('list.decided', { name: offer.decidedBy }),
    offer.transactionSeq === null ? '' : t('list.seq', { seq: offer.transactionSeq }),
    offer.reversed ? t('offer.reversed') : '',
  ].filter((part) => part !== '');
  return (
    <Paper withBorder p="sm" component="article" aria-label={`${member.name} ${date}`}>
      <Group justify="space-between" align="flex-start">
        <Stack gap={4} flex="1 1 20rem">
          <Text fw={600}>
            {member.name}（{member.volunteerNumber}）
          </Text>
          <Text className="tabular">
            {t('list.line', { date, service: offer.serviceName, time: minutesText(offer.minutes) })}
          </Text>
          {preview ? <Text c="dimmed">{previewText(preview)}</Text> : null}
          {settled.length > 0 ? <Text c="dimmed">{settled.join(' · ')}</Text> : null}
          {offer.doubts.length > 0 ? <FindingList findings={offer.doubts} /> : null}
          {state === 'open' && offer.own ? <Text c="dimmed">{t('list.own')}</Text> : null}
        </Stack>
        <Group gap="xs">
          <Badge color={state === 'open' ? 'yellow' : 'gray'} c="var(--mantine-color-text)">
            {t(`state.${state}`)}
          </Badge>
          {state === 'open' && !offer.own && may('timebank.acceptSessionHours') ? (
            <>
              <Button
                size="sm"
                aria-label={t('list.acceptOf', { name: member.name, date })}
                onClick={() => onDecide('accept')}
              >
                {t('list.accept')}
              </Button>
              <Button
                size="sm"
                variant="default"
                aria-label={t('list.refuseOf', { name: member.name, date })}
                onClick={() => onDecide('refuse')}
              >
                {t('list.refuse')}
              </Button>
            </>
          ) : null}
        </Group>
      </Group>
    </Paper>
  );

  function previewText({ coinMinutes, donatedMinutes, points }: NonNullable<HourOfferView['preview']>) {
    return [
      t('list.gives', { coins: minutesText(coinMinutes) }),
      donatedMinutes > 0 ? t('list.donated', { time: minutesText(donatedMinutes) }) : '',
      points > 0 ? t('list.points', { n: points }) : '',
    ].join('');
  }
}

function Pages({
  offset,
  total,
  onChange,
}: {
  offset: number;
  total: number;
  onChange(offset: number): void;
}) {
  const { t } = useTranslation('sessionHours');
  const to = Math.min(offset + limit, total);
  return (
    <Group justify="flex-end">
      <Text c="dimmed">{t('list.page', { from: offset + 1, to, total })}</Text>
      <Button variant="default" size="sm" disabled={offset === 0} onClick={() => onChange(offset - limit)}>
        {t('list.earlier')}
      </Button>
      <Button variant="default" size="sm" disabled={to === total} onClick={() => onChange(offset + limit)}>
        {t('list.later')}
      </Button>
    </Group>
  );
}
