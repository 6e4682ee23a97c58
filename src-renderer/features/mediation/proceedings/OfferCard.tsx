import type { KeyboardEvent } from 'react';
import { Button, Group, Text } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCheck,
  IconFileText,
  IconPencil,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../../src-main/contract/mediation/case-views.ts';
import type { OfferView } from '../../../../src-main/contract/mediation/proceedings.ts';
import { dateText, moneyText } from '../../../i18n/format.ts';
import type { Answering } from './AnswerDialog.tsx';
import { LateMark, PlainMark } from './Marks.tsx';
import own from './proceedings.module.css';
import { partyNames } from './use-proceedings.ts';

interface OfferCardProps {
  view: CaseView;
  offer: OfferView;
  all: readonly OfferView[];
  mayRecord: boolean;
  mayAgree: boolean;
  pending: boolean;
  onCounter(): void;
  onEdit(): void;
  onAnswer(answer: Answering['answer']): void;
  onToClause(): void;
}

const colours = { open: 'blue', accepted: 'pine', refused: 'red', countered: 'gray', withdrawn: 'gray' };

/** One offer of a chain. With the focus on it, one letter answers it: A, R, C, and P for the agreement. */
export function OfferCard(props: OfferCardProps) {
  const { view, offer, all, mayRecord, mayAgree, onCounter, onEdit, onAnswer, onToClause } = props;
  const { t } = useTranslation('proceedings');
  const n = offer.number;
  const open = mayRecord && offer.answer === 'open';
  const settled = all.some(({ answer }) => answer === 'accepted');
  const canBecomeClause = mayAgree && offer.answer === 'accepted' && !offer.isClause;
  const canReopen =
    mayRecord && !offer.isClause && ['accepted', 'refused', 'withdrawn'].includes(offer.answer);
  const actions: Record<string, (() => void) | false> = {
    a: open && !settled && (() => onAnswer('accepted')),
    r: open && (() => onAnswer('refused')),
    c: open && !settled && onCounter,
    p: canBecomeClause && onToClause,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const action = actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  };
  const from = offer.by === 'mediator' ? t('offers.mediator') : partyNames(view, offer.fromIds);
  const counterTo = all.find(({ id }) => id === offer.counterTo);
  return (
    <div
      className={own.offer}
      data-answer={offer.answer}
      role="group"
      tabIndex={0}
      aria-label={t('offers.nth', { n })}
      aria-description={mayRecord ? t('offers.keys') : undefined}
      onKeyDown={onKeyDown}
    >
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>
            {counterTo ? t('offers.counterOf', { n: counterTo.number }) : t('offers.nth', { n })}
          </Text>
          <Text>{t('offers.arrow', { from, to: partyNames(view, offer.toIds) })}</Text>
          <Text size="sm" c="dimmed" className="tabular">
            {dateText(offer.offeredOn)}
          </Text>
          <PlainMark text={t(`offers.answers.${offer.answer}`)} color={colours[offer.answer]} />
          {offer.isClause ? <PlainMark text={t('offers.isClause')} color="pine" /> : null}
          <LateMark late={offer.late} />
        </Group>
        {open ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size="1rem" aria-hidden />}
            aria-label={t('offers.edit', { n })}
            onClick={onEdit}
          >
            {t('common:action.edit')}
          </Button>
        ) : null}
      </Group>
      <Text className={own.words ?? ''}>
        {offer.kind === 'payment' ? <strong className="tabular">{moneyText(offer.amountFen)}</strong> : null}
        {offer.kind === 'payment' && offer.text ? ' · ' : ''}
        {offer.text}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          offer.debtorIds.length > 0 ? `${t('offers.debtors')} ${partyNames(view, offer.debtorIds)}` : '',
          offer.dueOn ? dateText(offer.dueOn) : offer.dueText,
          offer.manner,
          offer.note,
          offer.answerNote,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Group gap={6} mt={6}>
        {open && !settled ? (
          <>
            <Button
              size="compact-sm"
              leftSection={<IconCheck size="1rem" aria-hidden />}
              aria-label={t('offers.acceptOf', { n })}
              onClick={() => onAnswer('accepted')}
            >
              {t('offers.accept')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconArrowForwardUp size="1rem" aria-hidden />}
              aria-label={t('offers.counterTo', { n })}
              onClick={onCounter}
            >
              {t('offers.counter')}
            </Button>
          </>
        ) : null}
        {open ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconX size="1rem" aria-hidden />}
              aria-label={t('offers.refuseOf', { n })}
              onClick={() => onAnswer('refused')}
            >
              {t('offers.refuse')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('offers.withdrawOf', { n })}
              onClick={() => onAnswer('withdrawn')}
            >
              {t('offers.withdraw')}
            </Button>
          </>
        ) : null}
        {canBecomeClause ? (
          <Button
            size="compact-sm"
            leftSection={<IconFileText size="1rem" aria-hidden />}
            aria-label={t('offers.toClauseOf', { n })}
            loading={props.pending}
            onClick={onToClause}
          >
            {t('offers.toClause')}
          </Button>
        ) : null}
        {canReopen ? (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size="1rem" aria-hidden />}
            aria-label={t('offers.reopenOf', { n })}
            onClick={() => onAnswer('open')}
          >
            {t('offers.reopen')}
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
