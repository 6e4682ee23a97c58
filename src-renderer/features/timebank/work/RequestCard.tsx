import { Text } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RequestCard as Card } from '../../../../src-main/contract/timebank/work-values.ts';
import { dateText } from '../../../i18n/format.ts';
import { useServiceTypes } from './use-service-types.ts';
import { useWaitingText } from './use-waiting-text.ts';
import styles from './work.module.css';

/** One request on the board: what, for whom, when, who does it, and how long it has waited. */
export function RequestCard({
  card,
  elementId,
  inTabOrder,
  onFocus,
  onOpen,
}: {
  card: Card;
  elementId: string;
  inTabOrder: boolean;
  onFocus(): void;
  onOpen(): void;
}) {
  const { t } = useTranslation('timebankWork');
  const types = useServiceTypes();
  const waiting = useWaitingText();
  const closed = ['confirmed', 'cancelled', 'timedOut'].includes(card.state);
  return (
    <button
      type="button"
      id={elementId}
      className={styles.card}
      tabIndex={inTabOrder ? 0 : -1}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className={styles.title}>{card.title}</span>
      <Text component="span" display="block" size="sm">
        {card.recipient.name} · {types.name(card.serviceType)}
      </Text>
      <Text component="span" display="block" size="sm">
        {t('card.when', { date: dateText(card.wantedOn), from: card.startsAt, to: card.endsAt })}
      </Text>
      {card.helper && (
        <Text component="span" display="block" size="sm">
          {t('card.helper', { name: card.helper.name })}
        </Text>
      )}
      {noteOf() !== '' && (
        <Text component="span" display="block" size="sm" fw={600}>
          {noteOf()}
        </Text>
      )}
      <Text component="span" display="block" size="xs" c="dimmed">
        <IconClock size="0.8rem" aria-hidden />{' '}
        {t(closed ? 'card.lasted' : 'card.waiting', { time: waiting(card.waitingHours) })} · {card.number}
      </Text>
    </button>
  );

  function noteOf(): string {
    if (card.state === 'done') {
      const both = card.recipientConfirmed && card.helperConfirmed;
      if (both) return t('card.bothConfirmed');
      return card.recipientConfirmed || card.helperConfirmed ? t('card.oneConfirmed') : '';
    }
    if (card.state === 'published' && card.mode === 'choose')
      return card.offers > 0 ? t('card.offers', { n: card.offers }) : t('card.choose');
    if (card.state === 'started' || card.state === 'cancelled' || card.state === 'timedOut')
      return t(`state.${card.state}`);
    return '';
  }
}
