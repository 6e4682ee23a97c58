import { useState } from 'react';
import { Anchor, Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../src-main/contract/index.ts';
import type { Credit } from '../../../src-main/contract/timebank.ts';
import { formatPlace } from '../../app/navigation.ts';
import { minutesText } from '../../i18n/format.ts';
import { FindingList } from './FindingList.tsx';
import type { LineFinding } from './sheet-findings.ts';
import type { ServiceChoice } from './sheet-lines.ts';
import { WhyDialog } from './rules/WhyDialog.tsx';
import styles from './TableBox.module.css';

type Sheet = RouteOutput<'timebank.readSheet'>;

/** The lines of a sheet with the credit of each and how it was reckoned. */
export function SheetLinesTable({
  sheet,
  findings,
  services,
}: {
  sheet: Sheet;
  findings: ReadonlyMap<string, readonly LineFinding[]>;
  services: readonly ServiceChoice[];
}) {
  const { t } = useTranslation('timebank');
  const [why, setWhy] = useState<string>();
  const credits = new Map(sheet.credits.map((credit) => [credit.lineId, credit]));
  const nameOf = (code: string) => services.find((service) => service.code === code)?.name ?? code;
  return (
    <div className={styles.box} tabIndex={0} role="region" aria-label={t('sheet.table')}>
      <Table verticalSpacing={6} miw="60rem">
        <Table.Thead className={styles.whole}>
          <Table.Tr>
            <Table.Th w="3rem">{t('grid.number')}</Table.Th>
            <Table.Th>{t('column.member')}</Table.Th>
            <Table.Th>{t('column.serviceType')}</Table.Th>
            <Table.Th>{t('sheet.clock')}</Table.Th>
            <Table.Th ta="end">{t('column.minutes')}</Table.Th>
            <Table.Th>{t('column.recipient')}</Table.Th>
            <Table.Th ta="end">{t('sheet.coin')}</Table.Th>
            <Table.Th>{t('sheet.why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sheet.lines.map((line, index) => {
            const credit = credits.get(line.id);
            const doubts = findings.get(line.id) ?? [];
            return (
              <Table.Tr key={line.id}>
                <Table.Td className="tabular">{index + 1}</Table.Td>
                <Table.Td>
                  <Anchor
                    href={formatPlace({ page: 'member', params: { id: line.memberId } })}
                    underline="always"
                  >
                    {line.memberName}
                  </Anchor>
                  <div className={`${styles.minor} ${styles.whole}`}>{line.volunteerNumber}</div>
                  {doubts.length > 0 && <FindingList findings={doubts} />}
                </Table.Td>
                <Table.Td>
                  {nameOf(line.serviceType)}
                  {line.note !== '' && <div className={styles.minor}>{line.note}</div>}
                </Table.Td>
                <Table.Td className={`tabular ${styles.whole}`}>{`${line.startsAt}–${line.endsAt}`}</Table.Td>
                <Table.Td ta="end" className={styles.whole}>
                  {minutesText(line.minutes)}
                </Table.Td>
                <Table.Td>{line.recipient}</Table.Td>
                <Table.Td ta="end" className={styles.whole}>
                  {credit ? minutesText(credit.coinMinutes) : '–'}
                  {line.reversed && <div>{t('sheet.lineReversed')}</div>}
                </Table.Td>
                <Table.Td className={styles.minor}>
                  {credit && <Why credit={credit} />}
                  {line.transactionId !== null && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      px={0}
                      aria-label={t('sheet.whyOf', { n: index + 1, name: line.memberName })}
                      onClick={() => setWhy(line.transactionId ?? undefined)}
                    >
                      {t('timebankRules:why.open')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      <WhyDialog transactionId={why} onClose={() => setWhy(undefined)} />
    </div>
  );
}

/** “Why this number”: minutes, rate, what went to the donation pool, and the rule by name. */
function Why({ credit }: { credit: Credit }) {
  const { t } = useTranslation('timebank');
  const rate =
    credit.denominator === 1 ? String(credit.numerator) : `${credit.numerator}/${credit.denominator}`;
  return (
    <>
      <div>
        {t('sheet.whyRate', {
          minutes: minutesText(credit.servedMinutes),
          rate,
          sum: minutesText(credit.coinMinutes + credit.donatedMinutes),
        })}
      </div>
      {credit.donatedMinutes > 0 && (
        <div>{t('sheet.whyDonated', { time: minutesText(credit.donatedMinutes) })}</div>
      )}
      <div>{t('sheet.whyRule', { rule: credit.rule })}</div>
    </>
  );
}
