import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RequestStep, RequestView } from '../../../../src-main/contract/timebank/work-values.ts';
import { dateText, instantText, minutesText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { Facts } from '../Facts.tsx';
import { useServiceTypes } from './use-service-types.ts';
import styles from './work.module.css';

/** What a request is, what it costs, who said yes, and what happened to it. */
export function RequestDetail({ request }: { request: RequestView }) {
  const { t } = useTranslation('timebankWork');
  const types = useServiceTypes();
  const open = ['published', 'taken'].includes(request.state);
  return (
    <Stack gap="sm" mt="sm">
      {request.reversed && <Alert color="yellow">{t('detail.reversed')}</Alert>}
      <Section title={t('detail.who')} order={3}>
        <Facts
          facts={[
            [t('field.recipient'), `${request.recipient.name}（${request.recipient.volunteerNumber}）`],
            ...(request.representative
              ? ([
                  [
                    t('timebankCircle:act.by'),
                    t('timebankCircle:act.done', { name: request.representative.name }),
                  ],
                ] as const)
              : []),
            [
              t('field.helper'),
              request.helper
                ? `${request.helper.name}（${request.helper.volunteerNumber}）`
                : t('detail.noHelper'),
            ],
            [t('field.serviceType'), types.name(request.serviceType)],
            [t('field.mode'), t(`mode.${request.mode}`)],
          ]}
        />
      </Section>
      <Section title={t('detail.when')} order={3}>
        <Facts
          facts={[
            [
              t('field.wantedOn'),
              t('card.when', {
                date: dateText(request.wantedOn),
                from: request.startsAt,
                to: request.endsAt,
              }),
            ],
            [t('field.place'), request.place],
            [t('detail.served'), servedText()],
            [t('field.note'), request.note],
            ...(request.closedReason === ''
              ? []
              : ([[t('detail.closedReason'), request.closedReason]] as const)),
          ]}
        />
        {open && (
          <Text size="sm" c="dimmed">
            {t('detail.lapses', { at: instantText(request.lapsesAt) })}
          </Text>
        )}
      </Section>
      <Section title={t('detail.coins')} order={3}>
        <Facts facts={coinFacts()} />
        {request.unbookable === null ? null : (
          <Alert color="orange" c="var(--mantine-color-text)" title={t('unbookable.title')} mt="sm">
            {t(`unbookable.${request.unbookable}`)} {t('unbookable.remedy')}
          </Alert>
        )}
      </Section>
      {request.offerList.length > 0 && (
        <Section title={t('detail.offers')} order={3}>
          <ul className={styles.events}>
            {request.offerList.map((offer) => (
              <li key={offer.id}>
                {offer.name}（{offer.volunteerNumber}） {offer.note}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(request.evaluation || request.complaints.length > 0) && (
        <Section title={t('detail.evaluation')} order={3}>
          {request.evaluation && <Text>{t('detail.evaluationText', request.evaluation)}</Text>}
          {request.complaints.map((complaint) => (
            <Text key={complaint.id}>
              {t('detail.complaints')}：{complaint.words} {complaint.answer}
            </Text>
          ))}
        </Section>
      )}
      <Section title={t('detail.history')} order={3}>
        <ol className={styles.events}>
          {request.events.map((event, index) => (
            <li key={index}>
              {instantText(event.at)} {t(`step.${event.step as RequestStep | 'write'}`)} {event.member}{' '}
              {['handBack', 'cancel', 'offer'].includes(event.step) ? event.text : ''}{' '}
              <Text span size="sm" c="dimmed">
                {event.by === '' ? t('detail.byProgram') : t('detail.by', { name: event.by })}
              </Text>
            </li>
          ))}
        </ol>
      </Section>
    </Stack>
  );

  function servedText(): string {
    const { served } = request;
    if (!served) return '';
    if (served.endsAt === null)
      return t('detail.servedFrom', { date: dateText(served.servedOn), from: served.startsAt });
    return t('detail.servedText', {
      date: dateText(served.servedOn),
      from: served.startsAt,
      to: served.endsAt,
      time: minutesText(served.minutes),
      source: t(`timebank:sourceClass.${served.sourceClass}`),
    });
  }

  function coinFacts(): (readonly [string, string])[] {
    const { settlement } = request;
    const facts: (readonly [string, string])[] = [
      [t('detail.planned'), minutesText(request.plannedMinutes)],
      [t('detail.reserved'), minutesText(request.reservedMinutes)],
      [t('detail.available'), minutesText(request.availableMinutes)],
      [
        t('detail.confirmations'),
        `${request.recipientConfirmed ? t('detail.recipientConfirmed') : t('detail.recipientOpen')}，${
          request.helperConfirmed ? t('detail.helperConfirmed') : t('detail.helperOpen')
        }`,
      ],
    ];
    if (!settlement) return facts;
    return [
      ...facts,
      [t('detail.charged'), minutesText(settlement.chargedMinutes)],
      [t('detail.credited'), minutesText(settlement.coinMinutes)],
      ...(settlement.donatedMinutes > 0
        ? [[t('detail.donated'), minutesText(settlement.donatedMinutes)] as const]
        : []),
      [
        t('detail.rule'),
        `${t('detail.rate', { n: settlement.numerator, d: settlement.denominator })} · ${settlement.rule}`,
      ],
    ];
  }
}
