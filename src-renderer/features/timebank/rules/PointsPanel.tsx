import { Badge, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { dateText } from '../../../i18n/format.ts';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState, Loaded } from '../../../ui/states.tsx';
import { MemberEntries } from '../MemberEntries.tsx';

type Points = RouteOutput<'timebank.readPoints'>;

/** A member’s points: what expires soon, the lots behind the figure, and every entry. */
export function PointsPanel({ memberId }: { memberId: string }) {
  const { t } = useTranslation('timebankRules');
  const points = useRoute('timebank.readPoints', { memberId });
  return (
    <Loaded result={points}>
      {(data) => (
        <Stack>
          <Text role="status">
            {data.expiringSoon > 0
              ? t('points.soon', { n: data.expiringSoon, days: data.warnDays })
              : t('points.noneSoon', { days: data.warnDays })}
          </Text>
          <Section title={t('points.lots')}>
            {data.lots.length === 0 ? <EmptyState text={t('points.noLots')} /> : <Lots lots={data.lots} />}
          </Section>
          <Section title={t('points.entries')}>
            <MemberEntries memberId={memberId} unit="point" />
          </Section>
        </Stack>
      )}
    </Loaded>
  );
}

function Lots({ lots }: { lots: Points['lots'] }) {
  const { t } = useTranslation('timebankRules');
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table aria-label={t('points.lots')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{t('points.lot.amount')}</Table.Th>
            <Table.Th ta="end">{t('points.lot.left')}</Table.Th>
            <Table.Th>{t('points.lot.expiresOn')}</Table.Th>
            <Table.Th>{t('points.lot.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lots.map((lot) => (
            <Table.Tr key={lot.id}>
              <Table.Td ta="end" className="tabular">
                {lot.amount}
              </Table.Td>
              <Table.Td ta="end" className="tabular">
                {lot.left}
              </Table.Td>
              <Table.Td>{lot.expiresOn === null ? t('points.lot.never') : dateText(lot.expiresOn)}</Table.Td>
              <Table.Td>
                <Badge
                  variant="outline"
                  color={lot.state === 'soon' ? 'yellow' : 'gray'}
                  c="var(--mantine-color-text)"
                >
                  {t(`points.lotState.${lot.state}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
