import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MemberEventView } from '../../../../src-main/contract/timebank/membership-values.ts';
import { dateText, instantText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';

/** Everything that happened to a membership, first to last; nothing of it is ever changed. */
export function EventTable({ events }: { events: readonly MemberEventView[] }) {
  const { t } = useTranslation('timebankMembership');
  return (
    <Section title={t('events')}>
      {events.length === 0 ? (
        <EmptyState text={t('noEvents')} />
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table aria-label={t('events')}>
            <Table.Thead>
              <Table.Tr>
                {(['day', 'event', 'reason', 'rest', 'by'] as const).map((column) => (
                  <Table.Th key={column}>{t(`column.${column}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {events.map((event) => (
                <Table.Tr key={event.seq}>
                  <Table.Td>{dateText(event.onDay)}</Table.Td>
                  <Table.Td>{eventText(event)}</Table.Td>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{event.reason || '–'}</Table.Td>
                  <Table.Td>{restText(event)}</Table.Td>
                  <Table.Td>{`${event.recordedBy} · ${instantText(event.recordedAt)}`}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );

  function eventText({ kind, other, untilDay }: MemberEventView): string {
    const text = t(`event.${kind}`, { other: otherText(other) });
    return untilDay === null ? text : text + t('event.until', { date: dateText(untilDay) });
  }

  function restText({ disposal, other, transactionSeq, reversed }: MemberEventView): string {
    if (disposal === null) return '–';
    const text = t(`rest.${disposal}`, { other: otherText(other) });
    if (transactionSeq === null) return text;
    return `${text} · ${t(reversed ? 'rest.reversed' : 'rest.seq', { seq: transactionSeq })}`;
  }
}

const otherText = (other: MemberEventView['other']) =>
  other === null ? '' : `${other.name}（${other.volunteerNumber}）`;
