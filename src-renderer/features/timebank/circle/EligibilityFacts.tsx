import { Alert, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useRoute } from '../../../bridge/queries.ts';
import { minutesText } from '../../../i18n/format.ts';
import { Facts } from '../Facts.tsx';
import { useCircleText } from './use-circle-text.ts';

type Eligibility = RouteOutput<'timebank.readEligibility'>;

const colors = { anybody: 'green', fits: 'green', doubt: 'yellow', outside: 'red' } as const;

/** What the rule says about a member as recipient: the verdict, and for each way what is missing. */
export function EligibilityFacts({ eligibility }: { eligibility: Eligibility }) {
  const { t } = useTranslation('timebankCircle');
  const { age, coinMinutes, byFund, inNeed } = eligibility;
  return (
    <Stack gap="xs">
      <Verdict eligibility={eligibility} />
      <Facts
        facts={[
          [
            t('eligibility.ageLabel'),
            age === null ? t('eligibility.ageUnknown') : t('eligibility.age', { n: age }),
          ],
          [t('timebank:member.coinMinutes'), minutesText(coinMinutes)],
          [t('eligibility.fundLabel'), byFund ? t('eligibility.mayGive') : t('eligibility.mayNotGive')],
          [t('eligibility.poolLabel'), inNeed ? t('eligibility.mayGive') : t('eligibility.mayNotGive')],
        ]}
      />
    </Stack>
  );
}

/** The same beside a form in which the member is chosen as recipient. */
export function EligibilityNotice({ memberId }: { memberId: string }) {
  const { data } = useRoute('timebank.readEligibility', { memberId }, { enabled: memberId !== '' });
  if (!data || memberId === '' || data.verdict === 'anybody') return null;
  return <Verdict eligibility={data} />;
}

function Verdict({ eligibility: { verdict, ways } }: { eligibility: Eligibility }) {
  const { t } = useTranslation('timebankCircle');
  const { wayText, missingText } = useCircleText();
  return (
    <Alert
      color={colors[verdict]}
      c="var(--mantine-color-text)"
      role="status"
      title={t(`eligibility.verdict.${verdict}`)}
    >
      {ways.length > 0 && (
        <Stack gap={2} component="ul" m={0} pl="xl">
          {ways.map((way, index) => (
            <li key={index}>
              <Text size="sm" span>
                {`${wayText(way)} — ${missingText(way)}`}
              </Text>
            </li>
          ))}
        </Stack>
      )}
    </Alert>
  );
}
